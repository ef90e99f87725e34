// ATT&CK techniques and the tactics each belongs to, in Sentinel's spelling.
import { earlierAttackTechniques } from './data/attack-earlier.ts';
import { attackTechniques as techniqueLines } from './data/attack-techniques.ts';
import { lineOf, namesOf } from './lines.ts';

export interface AttackTechnique {
  readonly id: string;
  readonly name: string;
  readonly tactics: readonly string[];
}

/** Tactics Sentinel accepts on a rule; the last two belong to ATT&CK for ICS. PreAttack is only ever read, never written. */
export const sentinelTactics = [
  'Reconnaissance',
  'ResourceDevelopment',
  'InitialAccess',
  'Execution',
  'Persistence',
  'PrivilegeEscalation',
  'DefenseEvasion',
  'CredentialAccess',
  'Discovery',
  'LateralMovement',
  'Collection',
  'Exfiltration',
  'CommandAndControl',
  'Impact',
  'ImpairProcessControl',
  'InhibitResponseFunction',
] as const;

/**
 * The technique or sub-technique `T1234` / `T1234.001` of ATT&CK Enterprise as it is now, or undefined: its tactics are those of
 * the newest version.
 */
export function attackTechnique(id: string): AttackTechnique | undefined {
  const line = lineOf(techniqueLines, id);
  if (line === undefined) return undefined;
  const blank = line.indexOf(' ');
  return { id, tactics: line.slice(0, blank).split(','), name: line.slice(blank + 1) };
}

/** The version of ATT&CK Enterprise whose techniques are listed: https://attack.mitre.org/versions/ */
export const attackVersion = '19';

/** All techniques and sub-techniques of ATT&CK Enterprise as it is now. */
export function attackTechniques(): readonly AttackTechnique[] {
  return namesOf(techniqueLines).flatMap((id) => attackTechnique(id) ?? []);
}

/** Whether any version in use knows the id: Enterprise now or earlier, Mobile, or ICS (`T0...`, which are not listed one by one). */
export function isAttackTechnique(id: string): boolean {
  return (
    /^T0\d{3}(\.\d{3})?$/.test(id) ||
    lineOf(techniqueLines, id) !== undefined ||
    lineOf(earlierAttackTechniques, id) !== undefined
  );
}

/**
 * Every tactic that a version of ATT&CK in use gives the technique, now or earlier: services compare with the version they were
 * built with, and none of them is the newest for long. Undefined where none gives any (unknown ids, Mobile, ICS).
 */
export function tacticsInUse(id: string): readonly string[] | undefined {
  const earlier = lineOf(earlierAttackTechniques, id);
  const tactics = [
    ...(attackTechnique(id)?.tactics ?? []),
    ...(earlier === undefined || earlier === '-' ? [] : earlier.split(',')),
  ];
  return tactics.length === 0 ? undefined : [...new Set(tactics)];
}
