// Which Kusto engine a run asks, and what it takes to start one: nothing is started, and no licence accepted, on anybody's behalf.
import { expect, test } from 'vitest';
import { thrown } from '../diagnostics/thrown.ts';
import { answering } from '../workspace/kusto/engine.ts';
import { answersQuery, type EngineSurroundings, startEngine } from './start-engine.ts';

const image = 'mcr.microsoft.com/azuredataexplorer/kustainer-linux:latest';

/** A machine with Docker, where an engine answers after so many questions; `ran` is what it was asked to run. */
function machine(env: Readonly<Record<string, string>>, silent = 0) {
  const ran: string[] = [];
  let asked = 0;
  const surroundings: EngineSurroundings = {
    env,
    run: (program, args) => {
      ran.push([program, ...args].join(' '));
      return args[0] === 'run' ? 'c0ffee\n' : `${image}@sha256:1234\n`;
    },
    answers: async () => asked++ >= silent,
    sleep: async () => {},
  };
  return { surroundings, ran };
}

test('without a word about the licence nothing is started', async () => {
  const { surroundings, ran } = machine({});
  const error = await thrown(startEngine(surroundings));
  expect(String(error)).toContain('Whoever starts it accepts its licence');
  expect(String(error)).toContain('set ACCEPT_EULA=Y');
  expect(ran).toEqual([]);
});

test('with it the emulator is started on loopback, awaited, named by its digest, and stopped', async () => {
  const { surroundings, ran } = machine({ ACCEPT_EULA: 'Y' }, 20);
  const engine = await startEngine(surroundings);
  expect(engine).toMatchObject({ url: 'http://localhost:8080', image: `${image}@sha256:1234` });
  engine.stop();
  expect(ran).toEqual([
    `docker run --detach --rm --memory 4g --env ACCEPT_EULA=Y --publish 127.0.0.1:8080:8080 ${image}`,
    `docker image inspect --format {{index .RepoDigests 0}} ${image}`,
    'docker stop c0ffee',
  ]);
});

test('one that never answers is stopped', async () => {
  const { surroundings, ran } = machine({ ACCEPT_EULA: 'Y', SENTINEL_SYNC_KUSTO_PORT: '9090' }, 1000);
  expect(String(await thrown(startEngine(surroundings)))).toContain(
    'No Kusto engine answers at http://localhost:9090',
  );
  expect(ran.at(-1)).toBe('docker stop c0ffee');
});

test('an engine that runs already is used as it is', async () => {
  const given = {
    SENTINEL_SYNC_KUSTO_URL: 'http://localhost:8080',
    SENTINEL_SYNC_KUSTO_IMAGE: 'kusto@sha256:1',
  };
  const { surroundings, ran } = machine(given, 3);
  const engine = await startEngine(surroundings);
  engine.stop();
  expect([engine.url, engine.image, ran]).toEqual(['http://localhost:8080', 'kusto@sha256:1', []]);
});

test.each([
  ['a row', 200, { Tables: [{ Rows: [[1]] }] }, true],
  ['no row', 200, { Tables: [{ Rows: [] }] }, false],
  ['not yet', 503, {}, false],
  ['a page', 200, '<html>', false],
])('an engine is there when a query has a row: %s', async (_, status, body, isThere) => {
  const { server } = await answering(() => ({ status, body }));
  expect(await answersQuery(`http://127.0.0.1:${server.port}`)).toBe(isThere);
});

test('nobody there is no answer', async () => {
  const { server } = await answering(() => ({}));
  await server.close();
  expect(await answersQuery(`http://127.0.0.1:${server.port}`)).toBe(false);
});
