// Whatever JSON a client sends, the answer is a 2xx or a 4xx with ARM's error shape: never a 500, never a broken state.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ruleFields } from '../../src/emulator/rule-fields.ts';
import { preview, rulePath, search, send, siPath, start, temporaryFolder, wsPath } from './start.ts';

const names = [...new Set(Object.values(ruleFields).flatMap((fields) => Object.keys(fields)))];
const properties = fc.dictionary(fc.constantFrom(...names, '__proto__', 'constructor'), fc.jsonValue());
const body = fc.oneof(
  fc.jsonValue(),
  fc.record({ kind: fc.constantFrom(...Object.keys(ruleFields)), properties, etag: fc.jsonValue() }),
);
const paths = [
  rulePath('r'),
  `${siPath}/metadata/m?${preview}`,
  `${wsPath}/savedSearches/q?${search}`,
  `${siPath}/alertRules/r/actions/a?${preview}`,
];

test('any JSON body', async () => {
  const stateFolder = temporaryFolder();
  const emulator = await start({ stateFolder });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), body, async (path, sent) => {
      const { status, code, message } = await send(emulator, 'PUT', path, sent);
      expect(status === 200 || status === 201 || (status >= 400 && status < 500)).toBe(true);
      if (status >= 400) expect([typeof code, typeof message]).toEqual(['string', 'string']);
    }),
    { seed: 1, numRuns: 300 },
  );
  await emulator.close();
  await start({ stateFolder });
});
