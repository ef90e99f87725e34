// Lints the published queries beside this project: what is wrong with them is known, and nothing more is reported.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { lint } from '../../src/checks/run.ts';
import { itemFrom, now, plainProject, tables } from './fixtures.ts';

const folder = fileURLToPath(new URL('../../../shared/seeds/', import.meta.url));

/** The lines from the one that begins with `first` to the one that begins with `last`, without what stands behind `cut`. */
interface Seed {
  readonly file: string;
  readonly first: string;
  readonly last: string;
  readonly cut?: RegExp;
}

const seeds = {
  reconnaissance: { file: '000_1bf76552e166cda9.txt', first: 'let RepoReconTools', last: '| sort by' },
  exfiltration: {
    file: '001_d440280380c98f06.txt',
    first: 'let CodeRepoDomains',
    last: '| sort by',
    cut: /(?<=desc) Detects .*$/s,
  },
  upload: { file: '002_fda8a4638c2a2a2f.txt', first: 'let filesThreshold', last: '| where uploadedFiles' },
} as const satisfies Record<string, Seed>;

function lintSeed(seed: Seed) {
  const lines = readFileSync(folder + seed.file, 'utf8').split('\n');
  const first = lines.findIndex((line) => line.startsWith(seed.first));
  const last = lines.findIndex((line, i) => i > first && line.startsWith(seed.last));
  const query = lines
    .slice(first, last + 1)
    .join('\n')
    .replace(seed.cut ?? /$^/, '');
  const indented = query.replaceAll(/^/gm, '  ');
  const head = 'id: 5f0a3a52-7f0c-4a39-9d1b-2c6f3b1f7a10\nname: Published query\nquery: |\n';
  const item = itemFrom(`${head}${indented}\n`, 'hunting-queries/published.yaml');
  const { diagnostics } = lint({ project: plainProject, items: [item], tables, now });
  // Line 1 is then the first line of the query.
  return diagnostics.map((found) => ({ ...found, line: (found.line ?? 0) - 3 }));
}

const parserCodes = (found: { code: string }) => found.code.startsWith('KS');

describe.skipIf(!existsSync(folder))('published queries (skipped where ../shared/seeds is absent)', () => {
  test('the reconnaissance query: one unknown column, one branch that never reaches the result', () => {
    const found = lintSeed(seeds.reconnaissance);
    expect(found.filter(parserCodes)).toMatchObject([
      {
        code: 'KS142',
        line: 35,
        message: expect.stringMatching(/'AccountName'/),
        hint: expect.stringContaining('InitiatingProcessAccountName'),
      },
    ]);
    const unused = found.filter(({ code }) => code === 'kql/unused-let');
    expect(unused).toHaveLength(1);
    expect(unused[0]?.message).toContain('`BulkRepoAPIAccess`');
    expect(found.filter(({ code }) => code === 'kql/timestamp-filter')).toHaveLength(3);
  });

  test('the exfiltration query: five unknown columns, one column that falls apart', () => {
    const found = lintSeed(seeds.exfiltration);
    const unknown = found
      .filter(parserCodes)
      .map(({ code, message }) => [code, /'(\w+)'/.exec(message)?.[1]]);
    expect(unknown).toEqual([
      ['KS142', 'BytesSent'],
      ['KS142', 'BytesSent'],
      ['KS142', 'AccountName'],
      ['KS142', 'BytesSent'],
      ['KS142', 'BytesReceived'],
    ]);
    const split = found.filter(({ code }) => code === 'kql/union-type-split');
    expect(split).toHaveLength(1);
    expect(split[0]?.message).toMatch(/`RemotePort_int` and `RemotePort_long`/);
    expect(found.filter(({ code }) => code === 'kql/timestamp-filter')).toHaveLength(3);
  });

  test('the upload query binds, and filters on Timestamp', () => {
    const found = lintSeed(seeds.upload);
    expect(found.filter(parserCodes)).toEqual([]);
    expect(found.filter(({ code }) => code === 'kql/timestamp-filter')).toHaveLength(1);
  });

  test.each(Object.entries(seeds))('%s: nothing else about its KQL', (_name, seed) => {
    const known = /^KS142$|^kql\/(unused-let|union-type-split|timestamp-filter)$/;
    const other = lintSeed(seed).filter(({ code }) => /^(KS|kql\/)/.test(code) && !known.test(code));
    expect(other).toEqual([]);
  });
});
