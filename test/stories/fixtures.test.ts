// Fixtures from files to alerts: rows that no table holds count wherever queries run over rows of cases, and are missed aloud.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ruleText } from '../content/a-rule.ts';
import { createProject, type TestProject } from './command-line.ts';

const query = `let bad = externaldata(ip: string, score: long)["https://example.org/feeds/bad.csv?sig=k"] with (ignoreFirstRecord=true)
  | where score > 5;
  CrowdStrikeFalconEventStream
  | where Address in (bad | project ip)
  | extend Country = tostring(geo_info_from_ip_address(Address).country)
  | project TimeGenerated = now(), Address, Country`;

const rule = ruleText({
  id: '00000000-0000-4000-8000-0000000000c1',
  name: 'Vendor sign-in',
  query: `|\n  ${query}`,
});

const cases = `fixtures:
  CrowdStrikeFalconEventStream: [{ Address: 203.0.113.9 }]
cases:
  - name: of the files
    rows: [{ Address: 203.0.113.9, Country: Norway }]
  - name: what a case says stands over the files and over its head
    fixtures:
      CrowdStrikeFalconEventStream: [{ Address: 203.0.113.8 }, { Address: 203.0.113.9 }]
      https://example.org/feeds/bad.csv: [{ ip: 203.0.113.8, score: 6 }]
    rows: [{ Address: 203.0.113.8, Country: '' }]
    rowCount: 1
`;

let project: TestProject;
beforeEach(() => {
  project = createProject({
    'analytics-rules/vendor.yaml': rule,
    'fixtures/externaldata/example.org/feeds/bad.csv': 'ip,score\n203.0.113.9,9\n203.0.113.8,1\n',
    'fixtures/geo_info_from_ip_address.csv': 'ip,country\n203.0.113.9,Norway\n',
    'test/analytics-rules/vendor/cases.yaml': cases,
  });
});
afterEach(() => project.dispose());

describe('the cases', () => {
  test('hold with the files of the project and the rows of the cases', async () => {
    const { code, stdout, stderr } = await project.run('test');
    expect(code, stdout + stderr).toBe(0);
    expect(stdout).toContain('2 passed, 0 failed');
  });

  test('fail where nobody gives what the rule rests on', async () => {
    project.write('test/analytics-rules/vendor/cases.yaml', cases.replace(/^fixtures:\n.*\n/, ''));
    const { code, stdout } = await project.run('test');
    expect(code).toBe(1);
    expect(stdout).toContain('The rows of CrowdStrikeFalconEventStream() are not known here');
  });

  test('name what is no name of a fixture', async () => {
    project.write(
      'test/analytics-rules/vendor/cases.yaml',
      cases.replace('CrowdStrikeFalconEventStream:', 'Vendor Signins:'),
    );
    const { code, stdout } = await project.run('test');
    expect(code).toBe(1);
    expect(stdout).toMatch(/cases.yaml:2:\d+ error test\/bad-value `Vendor Signins` is neither a function/);
  });
});

test.each([
  ['fixtures/Vendor.txt', 'x', '1:1', 'The name is not that of a function'],
  ['fixtures/Vendor.jsonl', '{"a":1}\n[2]\n', '2:1', 'A row is no JSON object'],
  ['fixtures/Vendor.csv', 'a,b\n1\n', '2:1', 'The record has 1 fields, the header 2'],
])('the file %s is an error at its place', async (file, text, place, message) => {
  project.write(file, text);
  const { code, stdout } = await project.run('test');
  expect(code).toBe(1);
  expect(stdout).toContain(`${file}:${place} error fixtures/bad-file ${message}`);
});

describe('query', () => {
  test('reads them, and says what is missing', async () => {
    const { code, stderr } = await project.runWords(['query', query]);
    expect(code).toBe(0);
    expect(stderr.match(/no-fixture/g)).toHaveLength(1);
    project.write('fixtures/CrowdStrikeFalconEventStream.json', '[{"Address":"203.0.113.9"}]');
    const given = await project.runWords(['query', query]);
    expect(given.code).toBe(0);
    expect(given.stdout).toContain('Norway');
    expect(given.stderr).not.toContain('no-fixture');
  });

  test('runs without them, empty, with a warning at the place', async () => {
    const { code, stderr } = await project.runWords([
      'query',
      'print 1;\nCrowdStrikeFalconEventStream | take 1',
    ]);
    expect(code).toBe(0);
    expect(stderr).toContain('query:2:1: warning kql/no-fixture: The rows of CrowdStrikeFalconEventStream()');
  });

  test('says in a batch what an answer rests on', async () => {
    project.write(
      'batch.jsonl',
      '{"id":1,"query":"externaldata(a:long)[\\"https://x.org/a\\"]"}\n{"id":2,"query":"print 1"}\n',
    );
    const { stdout } = await project.runWords(['query', '--batch', 'batch.jsonl']);
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers[0]).toMatchObject({
      rows: [],
      warnings: [{ code: 'kql/no-fixture', line: 1, column: 1 }],
    });
    expect(answers[1]).not.toHaveProperty('warnings');
  });

  test('a lookup is missed only where rows look something up', async () => {
    const lookup = 'extend c = _ASIM_LookupDnsQueryType(toint(ResultType))';
    const over = async (source: string) =>
      (await project.runWords(['query', `${source} | ${lookup}`])).stderr;
    expect(await over('SigninLogs')).not.toContain('no-fixture');
    expect(await over('print ResultType = "1"')).toContain(
      'What _ASIM_LookupDnsQueryType() knows is not known here',
    );
  });

  test('finds the schema of the Defender portal where only that has a name', async () => {
    const kql = 'AADSignInEventsBeta | where Timestamp > ago(1d) | project Application, ErrorCode';
    const { code, stderr } = await project.runWords(['query', kql]);
    expect(code).toBe(0);
    expect(stderr).toContain(
      'warning kql/defender-only: Only Defender advanced hunting has `AADSignInEventsBeta`',
    );
  });

  test("reads a column by the portal's type where only that makes the query right", async () => {
    project.write(
      'data/DeviceInfo.jsonl',
      '{"DeviceId":"a","LoggedOnUsers":"[{\\"UserName\\":\\"ann\\"}]"}\n{"DeviceId":"b","LoggedOnUsers":[{"UserName":"bob"}]}\n{"DeviceId":"c","LoggedOnUsers":[{"UserName":"bob"}]}\n',
    );
    const over = (kql: string) =>
      project.runWords(['query', '--data', 'data', '--format', 'json', `DeviceInfo | ${kql}`]);
    const grouped = await over('summarize Devices = count() by LoggedOnUsers | order by Devices asc');
    expect(JSON.parse(grouped.stdout).rows).toEqual([
      ['[{"UserName":"ann"}]', 1],
      ['[{"UserName":"bob"}]', 2],
    ]);
    const compared = await over(
      'order by DeviceId asc | where prev(LoggedOnUsers) == LoggedOnUsers | project DeviceId, User = parse_json(LoggedOnUsers)[0].UserName',
    );
    expect(JSON.parse(compared.stdout)).toMatchObject({
      rows: [['c', 'bob']],
    });
    expect(compared.stderr).toContain(
      'kql/defender-only: In Defender advanced hunting `LoggedOnUsers` of DeviceInfo is a',
    );
    // What is a bag in both, or is read as one beside the fault, stays what is wrong with the query.
    expect((await over('summarize count() by parse_json(OSPlatform)')).code).toBe(1);
    expect(
      (await over('where LoggedOnUsers[0].UserName == "bob" | summarize count() by LoggedOnUsers')).code,
    ).toBe(1);
  });

  test('takes a column that a custom log may have, and none that is close to one it has', async () => {
    const named = (column: string) => project.runWords(['query', `Okta_CL | where ${column} == "x"`]);
    expect((await named('riskOfUser')).stderr).toContain(
      'kql/undeclared-column: Okta_CL has no column `riskOfUser`',
    );
    expect((await named('actor_idd_s')).code).toBe(1);
  });
});
