// Finds the Kusto engine to ask, or starts Microsoft's emulator in Docker for the length of a run.

/** Not pinned: which build answered is written down with its answers. */
const image = 'mcr.microsoft.com/azuredataexplorer/kustainer-linux:latest';
const about = 'https://learn.microsoft.com/azure/data-explorer/kusto-emulator-overview';

export interface EngineSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs a program to its end: what it prints. Throws where it fails. */
  run(program: string, args: readonly string[]): string;
  /** Whether the engine at this address answers a query with a row. */
  answers(url: string): Promise<boolean>;
  sleep(ms: number): Promise<void>;
}

export interface StartedEngine {
  readonly url: string;
  /** The image with its digest, where Docker knows it. */
  readonly image: string | undefined;
  stop(): void;
}

/** Its first start takes from half a minute to some minutes. */
const tries = 100;
const betweenMs = 3000;

/**
 * The engine at SENTINEL_SYNC_KUSTO_URL, once it answers; without that, the emulator in a container of its own, which needs the
 * user's own word that its licence is accepted.
 * @throws Error that says what to set, or that nothing answered.
 */
export async function startEngine(surroundings: EngineSurroundings): Promise<StartedEngine> {
  const { env } = surroundings;
  const given = env['SENTINEL_SYNC_KUSTO_URL'];
  if (given) {
    await untilItAnswers(given, surroundings);
    return { url: given, image: env['SENTINEL_SYNC_KUSTO_IMAGE'], stop: () => {} };
  }
  if (env['ACCEPT_EULA'] !== 'Y') {
    throw plainError(`npm run kusto starts Microsoft's Kusto emulator in Docker. Whoever starts it accepts its licence: read
${about}, then set ACCEPT_EULA=Y.
Or set SENTINEL_SYNC_KUSTO_URL to an engine that runs already.`);
  }
  return startEmulator(surroundings);
}

async function startEmulator(surroundings: EngineSurroundings): Promise<StartedEngine> {
  const { env, run } = surroundings;
  const port = env['SENTINEL_SYNC_KUSTO_PORT'] || '8080';
  // On loopback alone: it has no security at all.
  const publish = `127.0.0.1:${port}:8080`;
  const args = [
    'run',
    '--detach',
    '--rm',
    '--memory',
    '4g',
    '--env',
    'ACCEPT_EULA=Y',
    '--publish',
    publish,
    image,
  ];
  const container = run('docker', args).trim();
  const stop = () => void run('docker', ['stop', container]);
  const url = `http://localhost:${port}`;
  try {
    await untilItAnswers(url, surroundings);
    const digest = run('docker', ['image', 'inspect', '--format', '{{index .RepoDigests 0}}', image]).trim();
    return { url, image: digest, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

async function untilItAnswers(url: string, { answers, sleep }: EngineSurroundings): Promise<void> {
  for (let tried = 1; !(await answers(url)); tried++) {
    if (tried === tries) throw plainError(`No Kusto engine answers at ${url}.`);
    await sleep(betweenMs);
  }
}

/** A port that listens is not enough: it does so long before the engine runs queries. */
export async function answersQuery(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/v1/rest/query`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ db: 'NetDefaultDB', csl: 'print 1' }),
    });
    if (response.status !== 200) return false;
    const { Tables: tables } = (await response.json()) as { Tables?: { Rows?: unknown[] }[] };
    return tables?.[0]?.Rows?.length === 1;
  } catch {
    return false;
  }
}

/** Whoever forgot a variable has no use for where in the code that was noticed. */
function plainError(message: string): Error {
  const error = new Error(message);
  error.stack = message;
  return error;
}
