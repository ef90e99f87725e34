// Builds dist/: the command and the library as few files that Node reads at once, and the types of the library. Flags go to tsc.
import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
rmSync(join(root, 'dist'), { recursive: true, force: true });

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  logLevel: 'warning',
};
await build({
  ...shared,
  entryPoints: ['src/cli.ts', 'src/main.ts', 'src/index.ts'],
  outdir: 'dist',
  // What only some commands need stays apart and is read when it is asked for.
  splitting: true,
  format: 'esm',
  packages: 'external',
});

/** Packages that most commands use. */
const compiled = ['commander', 'yaml', '@duckdb/node-api', 'string-width', 'wrap-ansi'];

/** Lets the bundler see what a file requires when it is asked for. */
const requires = {
  name: 'requires',
  setup({ onLoad }) {
    onLoad({ filter: /src.engine.*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      return { contents: text.replaceAll('createRequire(import.meta.url)(', 'require('), loader: 'ts' };
    });
  },
};

const { resolve } = createRequire(import.meta.url);
await keepProcess(join(root, 'dist'));

const tsc = resolve('typescript/bin/tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;

/** Keeps a process that the command can begin with (src/ready-process.ts). Without it the command works too, and begins later. */
async function keepProcess(folder) {
  const made = join(folder, 'ready-process.new');
  const command = join(folder, 'ready-process.cjs');
  await build({
    ...shared,
    entryPoints: ['src/main.ts'],
    outfile: command,
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true,
    // Compiled with the command; other packages are read when they are asked for, and so is native code.
    external: [
      ...Object.keys(dependencies).filter((name) => !compiled.includes(name)),
      '@duckdb/node-bindings',
    ],
    plugins: [requires],
    // A process that was kept cannot import.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'fileUrl', 'import.meta.dirname': 'folder' },
  });
  const languagePackage = dirname(resolve('@kusto/language-service-next/bridge.min.js'));
  const program = join(root, 'scripts/ready-process.cjs');
  const flags = ['--snapshot-blob', made, '--build-snapshot', program, languagePackage, command];
  const { status, stderr } = spawnSync(process.execPath, flags, { encoding: 'utf8' });
  rmSync(command);
  if (status !== 0) {
    console.error(`The command will begin anew each time: ${stderr.trim()}`);
    return;
  }
  const { version, platform, arch } = process;
  const { size } = statSync(made);
  renameSync(made, join(folder, 'ready-process.blob'));
  writeFileSync(join(folder, 'ready-process.json'), JSON.stringify({ version, platform, arch, size }));
}
