// Runs a benchmark: npm run bench -- NAME [arguments]. What it measures is bundled as the package is.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [name, ...args] = process.argv.slice(2);
const root = join(import.meta.dirname, '..');
if (name === undefined || !existsSync(join(root, 'bench', `${name}.mjs`))) {
  const names = readdirSync(join(root, 'bench')).map((file) => file.replace('.mjs', ''));
  console.error(`Name a benchmark: npm run bench -- ${names.join(' | ')}`);
  process.exit(2);
}
// Where the package is built, so that what it looks for beside itself is found.
const file = join(root, 'dist', `${name}.bench.mjs`);
await build({
  absWorkingDir: root,
  entryPoints: [`bench/${name}.mjs`],
  outfile: file,
  bundle: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  logLevel: 'warning',
});
process.argv.splice(2, process.argv.length, ...args);
try {
  await import(pathToFileURL(file).href);
} finally {
  rmSync(file);
}
