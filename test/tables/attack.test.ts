// ATT&CK over the versions in use: what a technique was, is, and where it may stand.
import { describe, expect, test } from 'vitest';
import {
  attackTechnique,
  isAttackTechnique,
  sentinelTactics,
  tacticsInUse,
} from '../../src/tables/attack.ts';
import { earlierAttackTechniques } from '../../src/tables/data/attack-earlier.ts';

describe('tactics in use', () => {
  test.each([
    ['T1550', ['LateralMovement', 'DefenseEvasion'], 'moved out of Defense Evasion'],
    ['T1574', ['DefenseEvasion', 'Execution', 'Persistence', 'PrivilegeEscalation'], 'moved'],
    ['T1548', ['PrivilegeEscalation', 'DefenseEvasion'], 'moved'],
    ['T1562', ['DefenseEvasion'], 'revoked since'],
    ['T1086', ['Execution'], 'PowerShell before it was T1059.001'],
    ['T1078', ['DefenseEvasion', 'Persistence', 'PrivilegeEscalation', 'InitialAccess'], 'as it always was'],
  ])('%s: %j (%s)', (id, tactics) => {
    expect(new Set(tacticsInUse(id))).toEqual(new Set(tactics));
  });

  test.each(['T1398', 'T0801', 'T9999', 'T1999'])('of %s nothing is said', (id) => {
    expect(tacticsInUse(id)).toBeUndefined();
  });

  test('the newest version stands by itself', () => {
    expect(attackTechnique('T1550')?.tactics).toEqual(['LateralMovement']);
    expect(attackTechnique('T1562')).toBeUndefined();
  });
});

test.each([
  ['T1562.001', true],
  ['T1574.002', true],
  ['T1626', true],
  ['T0886', true],
  ['T9999', false],
  ['T1078.099', false],
])('%s is an id of some version: %s', (id, known) => {
  expect(isAttackTechnique(id)).toBe(known);
});

test('what is added is sorted, each id once, and names tactics that Sentinel has', () => {
  const lines = earlierAttackTechniques.trim().split('\n');
  const ids = lines.map((line) => line.split(' ')[0]!);
  expect(ids).toEqual([...new Set(ids)].sort());
  const tactics = new Set<string>(sentinelTactics);
  for (const line of lines) {
    const named = line.split(' ')[1]!.split(',');
    expect(
      named.every((tactic) => tactic === '-' || tactics.has(tactic)),
      line,
    ).toBe(true);
  }
});
