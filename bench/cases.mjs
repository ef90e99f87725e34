// What it saves that cases with different parameters share a statement: the tests of an item as they are run, and with a statement for
// each set of parameters. In seconds of processor time, each side in a process of its own.
// Run: npm run build && npm run bench -- cases [analytics-rules/x.yaml ...]

import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadContent } from '../src/content/files/load.ts';
import { functionsIn } from '../src/content/kinds/kinds.ts';
import { createTableCatalogue } from '../src/tables/catalogue.ts';
import { loadCases } from '../src/testing/load-cases.ts';
import { runCases } from '../src/testing/run-tests.ts';
import { createEngineRunner } from '../src/workspace/queries/engine-runner.ts';

const projectFolder = resolve(import.meta.dirname, '..');
const folders = [
  { kind: 'analytics-rule', path: 'analytics-rules' },
  { kind: 'hunting-query', path: 'hunting-queries' },
  { kind: 'parser', path: 'parsers' },
];
const [first = 'analytics-rules/git-push-outside-organisation.yaml', ...more] = process.argv.slice(2);
if (first === '--measure') await measure(...more);
else for (const file of [first, ...more]) compare(file);

function compare(file) {
  const [together, apart] = ['together', 'apart'].map((side) => {
    const args = [fileURLToPath(import.meta.url), '--measure', file, side];
    return JSON.parse(String(execFileSync('node', args, { cwd: projectFolder })));
  });
  const sets = `${together.cases} cases, ${together.sets} sets of parameters`;
  const ratio = (apart.seconds / together.seconds).toFixed(1);
  console.log(
    `${file}: ${sets}: ${together.seconds.toFixed(1)} s, apart ${apart.seconds.toFixed(1)} s (${ratio} times)`,
  );
}

async function measure(file, side) {
  const content = loadContent({ projectFolder, folders });
  const tables = createTableCatalogue([], functionsIn(content.items));
  const item = content.items.find((one) => one.file === file);
  if (item === undefined) throw new Error(`there is no content in ${file}`);
  const cases = loadCases({ projectFolder, items: [item], tables }).casesOf(item);
  const sets = new Map();
  for (const one of cases) {
    const key = JSON.stringify([one.parameters, one.arguments]);
    sets.set(key, [...(sets.get(key) ?? []), one]);
  }
  const runner = createEngineRunner({ tables });
  const before = process.cpuUsage();
  for (const some of side === 'together' ? [cases] : sets.values()) {
    const failed = (await runCases(item, some, runner)).find(({ status }) => status === 'failed');
    if (failed !== undefined) throw new Error(`"${failed.name}" does not hold`);
  }
  const { user, system } = process.cpuUsage(before);
  runner.close();
  console.log(JSON.stringify({ cases: cases.length, sets: sets.size, seconds: (user + system) / 1e6 }));
}
