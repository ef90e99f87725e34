// The programs on the page of the library run, and print what the page says.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as api from '../../src/index.ts';
import { ruleText } from '../content/a-rule.ts';
import { createProject, repository, smallWorkspace } from '../stories/command-line.ts';

const page = readFileSync(`${repository}docs/guides/library.md`, 'utf8');
const programs = Array.from(
  page.matchAll(/^## (.+)\n[\s\S]*?^```js\n([\s\S]*?)^```\n+^```text\n([\s\S]*?)^```$/gm),
  ([, title, code, output]) => [title!, code!, output!] as const,
);

const files = {
  'sentinel-sync.yaml': 'owner: contoso/detections\n',
  'environments/dev.yaml': smallWorkspace,
  'analytics-rules/rare.yaml': ruleText({
    name: 'Rare process.',
    query: 'DeviceProcessEvents | where FileName == "rare.exe"',
  }),
  'test/analytics-rules/rare/cases.yaml': `cases:
  - name: a rare process
    tier: A
    seed: { DeviceProcessEvents: [{ TimeGenerated: -5m, FileName: rare.exe }] }
    alerts: 1
`,
};

test('each section with a program is found', () => {
  expect(programs.map(([title]) => title)).toEqual(
    Array.from(page.matchAll(/^## (.+)$/gm), ([, title]) => title),
  );
});

test.each(programs)('%s', async (_, code, output) => {
  const project = createProject(files);
  const printed: string[] = [];
  const console = { log: (...values: unknown[]) => printed.push(`${values.join(' ')}\n`) };
  // What a program imports comes from the sources: what is not exported is undefined, and the program fails.
  const body = code.replace(/^import \{([^}]+)\} from 'sentinel-sync';/m, 'const {$1} = api;');
  const program = new Function('api', 'console', 'folder', `return (async () => {${body}})();`);
  try {
    await program(api, console, project.folder);
    expect(printed.join('')).toBe(output);
  } finally {
    project.dispose();
  }
});
