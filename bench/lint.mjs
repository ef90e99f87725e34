// What lint of an unchanged estate costs against its first run: a thousand rules made of the queries in test/kql/corpus.
// Run: npm run build && npm run bench -- lint [rules]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const count = Number(process.argv[2] ?? 1000);
const unchangedRuns = 5;
const root = process.cwd();
const corpus = join(root, 'test/kql/corpus');

const queries = readdirSync(corpus)
  .filter((file) => file.endsWith('.kql'))
  .flatMap((file) => readFileSync(join(corpus, file), 'utf8').split('\n\n'))
  .map((text) => text.replaceAll(/^\/\/.*\n?/gm, '').trim())
  .filter((text) => text !== '');

const ruleOf = (number) => `id: 00000000-0000-4000-8000-${String(number).padStart(12, '0')}
name: Rule ${number}
kind: Scheduled
description: Identifies what query ${number} finds.
severity: Medium
requiredDataConnectors: []
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
tactics: [Discovery]
relevantTechniques: [T1087]
query: |
  ${queries[number % queries.length].replaceAll('\n', '\n  ')}
  | extend Copy = ${number}
version: 1.0.0
`;

const folder = mkdtempSync(join(tmpdir(), 'lint-'));
try {
  mkdirSync(join(folder, 'analytics-rules'));
  writeFileSync(join(folder, 'sentinel-sync.yaml'), '');
  for (let number = 0; number < count; number++)
    writeFileSync(join(folder, 'analytics-rules', `rule-${number}.yaml`), ruleOf(number));
  const lint = () => {
    const started = performance.now();
    const { stdout } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), 'lint'], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      env: { ...process.env, SENTINEL_SYNC_CACHE: join(folder, 'cache') },
    });
    return { stdout, seconds: (performance.now() - started) / 1000 };
  };
  const first = lint();
  const others = Array.from({ length: unchangedRuns }, () => lint());
  if (others.some(({ stdout }) => stdout !== first.stdout))
    throw new Error('an unchanged run says something else');
  const median = others.map(({ seconds }) => seconds).sort((a, b) => a - b)[unchangedRuns >> 1];
  console.log(
    `${count} rules: first ${first.seconds.toFixed(1)} s, unchanged ${median.toFixed(1)} s (median of ${unchangedRuns}), ratio ${(median / first.seconds).toFixed(2)}`,
  );
} finally {
  rmSync(folder, { recursive: true });
}
