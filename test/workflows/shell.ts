// Runs the shell steps of workflows in a real bash, as a runner does; `sentinel-sync` on its PATH is the command line in this process.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProject, type Result, type TestProject } from '../stories/command-line.ts';
import type { Step } from './workflow-file.ts';

export interface StepResult extends Result {
  /** What the step wrote to GITHUB_OUTPUT. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What it appended to the job summary. */
  readonly summary: string;
}

interface GithubState {
  readonly issues: readonly { number: number; title: string; body: string; open: boolean }[];
  readonly comments: readonly { id: number; body: string; login: string }[];
}

export interface Shell {
  readonly project: TestProject;
  /** Values of `${{ }}` expressions in `env:`; one that is not named is an error, but for an input with `|| 'VALUE'`. */
  run(step: Step, expressions?: Readonly<Record<string, string>>): Promise<StepResult>;
  /** What the fake `gh` holds. */
  github(): GithubState;
  /** Lines of GITHUB_PATH. */
  path(): string;
  dispose(): Promise<void>;
}

// In bash: a Node process for each command would take longer than most of the commands.
const client = `#!/usr/bin/env bash
exec 3<> "/dev/tcp/127.0.0.1/$SENTINEL_SYNC_TEST_PORT"
{ printf '%s\\0' "$#" "$@"; env -0; printf '\\0'; } >&3
read -r code <&3
cat "$RUNNER_TEMP/answer.stdout"
cat "$RUNNER_TEMP/answer.stderr" >&2
exit "$code"
`;
const gh = `#!${process.execPath}\nrequire(${JSON.stringify(fileURLToPath(new URL('fake-gh.cjs', import.meta.url)))});\n`;
const npm = '#!/usr/bin/env bash\necho "npm $*"\n';

export interface ShellOptions {
  readonly shipped?: boolean;
  /** What the runner says of the run, read anew at each step. */
  readonly runner?: Readonly<Record<string, string>>;
  /** The time at which the commands of steps run; the system's where it is not given. */
  readonly clock?: () => Date;
  /** What `docker` does, in bash. */
  readonly docker?: string;
}

/** A project of its own and a shell in its folder. */
export async function openShell(
  files: Readonly<Record<string, string>>,
  { clock, runner = {}, docker = 'exit 127', ...options }: ShellOptions = {},
): Promise<Shell> {
  const project = createProject(files, options);
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-shell-'));
  const at = (name: string) => join(folder, name);
  mkdirSync(at('bin'));
  const programs = { 'sentinel-sync': client, docker: `#!/usr/bin/env bash\n${docker}\n`, gh, npm };
  for (const [name, text] of Object.entries(programs)) {
    writeFileSync(at(`bin/${name}`), text);
    chmodSync(at(`bin/${name}`), 0o755);
  }
  const answer = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
    const where = { env, folder: env['PWD'] ?? project.folder };
    const options = clock === undefined ? where : { ...where, clock };
    const { code, stdout, stderr } = await project.runWords(args, options);
    writeFileSync(at('answer.stdout'), stdout);
    writeFileSync(at('answer.stderr'), stderr);
    return code;
  };
  const server = await serve(answer);
  const { port } = server.address() as AddressInfo;
  const read = (name: string) => (existsSync(at(name)) ? readFileSync(at(name), 'utf8') : '');

  return {
    project,
    run: async (step, expressions = {}) => {
      for (const name of ['output', 'summary']) writeFileSync(at(name), '');
      writeFileSync(at('step.sh'), step.run ?? '');
      const env = {
        PATH: `${at('bin')}:${process.env['PATH']}`,
        FAKE_GH_STATE: at('gh.json'),
        SENTINEL_SYNC_TEST_PORT: String(port),
        GITHUB_OUTPUT: at('output'),
        GITHUB_STEP_SUMMARY: at('summary'),
        GITHUB_PATH: at('path'),
        GITHUB_WORKSPACE: project.folder,
        GITHUB_RUN_ID: '4711',
        GITHUB_REPOSITORY: 'contoso/detections',
        ...runner,
        RUNNER_TEMP: folder,
        ...evaluated(step.env ?? {}, expressions),
      };
      const result = await bash(at('step.sh'), project.folder, env);
      const pairs = read('output')
        .split('\n')
        .filter(Boolean)
        .map((line) => line.split('=') as [string, string]);
      return { ...result, outputs: Object.fromEntries(pairs), summary: read('summary') };
    },
    github: () => (existsSync(at('gh.json')) ? JSON.parse(read('gh.json')) : { issues: [], comments: [] }),
    path: () => read('path'),
    dispose: async () => {
      await new Promise((closed) => server.close(closed));
      rmSync(folder, { recursive: true, force: true });
      project.dispose();
    },
  };
}

/** Answers the client above: the number of words, the words, the environment, each ended by NUL; then an empty one. */
async function serve(
  answer: (args: readonly string[], env: Readonly<Record<string, string>>) => Promise<number>,
): Promise<Server> {
  const server = createServer((socket) => {
    let asked = '';
    socket.on('data', async (data) => {
      asked += data.toString('latin1');
      if (!asked.endsWith('\0\0')) return;
      const [count, ...words] = Buffer.from(asked, 'latin1').toString('utf8').split('\0');
      const variables = words.slice(Number(count)).filter((one) => one.includes('='));
      const env = Object.fromEntries(variables.map((one) => /^([^=]*)=(.*)$/s.exec(one)!.slice(1)));
      socket.end(`${await answer(words.slice(0, Number(count)), env)}\n`);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
}

/** As GitHub calls it for `shell: bash`. */
function bash(script: string, cwd: string, env: NodeJS.ProcessEnv): Promise<Result> {
  return new Promise((done, failed) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => {
      stdout += data;
    });
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.on('error', failed);
    child.on('close', (code) => done({ code: code ?? -1, stdout, stderr }));
  });
}

function evaluated(env: Readonly<Record<string, string>>, expressions: Readonly<Record<string, string>>) {
  const filledIn = (text: string) =>
    text.replaceAll(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
      // An input that nobody gives is empty, and then the other side counts.
      const [, input, otherwise] = /^(inputs\.[\w-]+) \|\| '(.*)'$/.exec(expression) ?? [];
      const value = expressions[input ?? expression] ?? otherwise;
      if (value === undefined) throw new Error(`no value for ${expression}`);
      return value;
    });
  return Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filledIn(text)]));
}
