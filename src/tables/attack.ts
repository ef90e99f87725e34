// ATT&CK techniques and the tactics each belongs to, in Sentinel's spelling.
import { attackTechniques } from './data/attack-techniques.ts';
import { lineOf } from './lines.ts';

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

/** The technique or sub-technique `T1234` / `T1234.001`, or undefined when ATT&CK Enterprise has none of that id. */
export function attackTechnique(id: string): AttackTechnique | undefined {
  const line = lineOf(attackTechniques, id);
  if (line === undefined) return undefined;
  const blank = line.indexOf(' ');
  return { id, tactics: line.slice(0, blank).split(','), name: line.slice(blank + 1) };
}
