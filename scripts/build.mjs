// Builds dist/: the command and the library as few files that Node reads at once, and the types of the library. Flags go to tsc.
import { spawnSync } from 'node:child_process';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
rmSync(join(root, 'dist'), { recursive: true, force: true });

await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.ts', 'src/main.ts', 'src/index.ts'],
  outdir: 'dist',
  bundle: true,
  // What only some commands need stays apart and is read when it is asked for.
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  packages: 'external',
  logLevel: 'warning',
});

const { resolve } = createRequire(import.meta.url);
keepParser(join(root, 'dist'));

const tsc = resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

/** Keeps a process that has loaded the parser (src/ready-parser.ts). Without it the command works too, and begins later. */
function keepParser(folder) {
  const made = join(folder, 'ready-parser.new');
  const languagePackage = dirname(resolve('@kusto/language-service-next/bridge.min.js'));
  const program = join(root, 'scripts/ready-parser.cjs');
  const flags = ['--snapshot-blob', made, '--build-snapshot', program, languagePackage];
  const { status, stderr } = spawnSync(process.execPath, flags, { encoding: 'utf8' });
  if (status !== 0) {
    console.error(`The command will load the parser of KQL anew each time: ${stderr.trim()}`);
    return;
  }
  const { version, platform, arch } = process;
  const { size } = statSync(made);
  renameSync(made, join(folder, 'ready-parser.blob'));
  writeFileSync(join(folder, 'ready-parser.json'), JSON.stringify({ version, platform, arch, size }));
  writeFileSync(join(folder, 'import.cjs'), 'module.exports = (url) => import(url);\n');
}
