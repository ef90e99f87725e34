// What is published: all that the command and the library need, and nothing that nobody reads.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { repository } from './stories/command-line.ts';

interface Packed {
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

const [packed] = JSON.parse(
  execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: repository,
    encoding: 'utf8',
  }),
) as [Packed];
const paths = packed.files.map(({ path }) => path);

test('the command, the types and the schemas are in it', () => {
  expect(paths).toEqual(
    expect.arrayContaining([
      'dist/cli.js',
      'dist/index.js',
      'dist/index.d.ts',
      'docs/schemas/analytics-rule.schema.json',
      'LICENSE',
      'README.md',
    ]),
  );
});

test('no source map, no note of a build, no test, no source is in it', () => {
  expect(
    paths.filter((path) => /\.map$|tsbuildinfo|^(test|src|bench|scripts)\/|\.bench\./.test(path)),
  ).toEqual([]);
});

test('types are small, and the whole is below 6 MB', () => {
  const large = packed.files.filter(({ path, size }) => path.endsWith('.d.ts') && size > 30_000);
  expect(large).toEqual([]);
  expect(packed.unpackedSize).toBeLessThan(6_000_000);
});

test('what is in it runs in another place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-package-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const { path } of packed.files)
    cpSync(join(repository, path), join(folder, 'package', dirname(path), path.split('/').at(-1)!));
  symlinkSync(join(repository, 'node_modules'), join(folder, 'node_modules'));
  const run = (...args: readonly string[]) =>
    execFileSync(process.execPath, [join(folder, 'package/dist/cli.js'), ...args], {
      encoding: 'utf8',
      cwd: folder,
    });
  expect(run('query', 'print x = 6 * 7', '--format', 'csv')).toBe('x\n42\n');
  const library = `import { createTableCatalogue } from '${join(folder, 'package/dist/index.js')}';
    console.log(createTableCatalogue().table('SigninLogs').columns.length > 10);`;
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', library], { encoding: 'utf8' })).toBe(
    'true\n',
  );
});
