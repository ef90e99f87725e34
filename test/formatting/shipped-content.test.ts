// The content of this repository, laid out: it says the same, and once is enough. The files themselves are not touched.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { allContentKinds } from '../../src/content/kinds/kinds.ts';
import { formatText, type TextToFormat } from '../../src/formatting/format-text.ts';
import { isSameJson } from '../../src/json/json.ts';
import { tokensOf } from '../../src/kql/parser.ts';
import { repository } from '../stories/command-line.ts';

const filesIn = (folder: string, kind: TextToFormat['kind']) =>
  (readdirSync(join(repository, folder), { recursive: true }) as string[])
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ file: `${folder}/${name}`, kind }));

const laidOut = (text: string, { file, kind }: Pick<TextToFormat, 'file' | 'kind'>) => {
  const formatted = formatText({ text, file, kind });
  expect(
    formatted.diagnostics.filter(({ severity }) => severity === 'error'),
    file,
  ).toEqual([]);
  return formatted.text!;
};

/** Tokens and comments: all that is not blank. */
const inkOf = (query: string) =>
  tokensOf(query).flatMap(({ trivia, text }) =>
    [...trivia.split('\n').map((line) => line.trim()), text].filter(Boolean),
  );

describe.each(allContentKinds)('$words.many', ({ kind, folder, places }) => {
  test.each(filesIn(folder, kind))('$file', (given) => {
    const before = readFileSync(join(repository, given.file), 'utf8');
    const after = laidOut(before, given);
    const [key] = places.query;
    const { [key!]: old, ...rest } = parse(before);
    const { [key!]: query, ...others } = parse(after);
    expect(others).toEqual(rest);
    expect(inkOf(query)).toEqual(inkOf(old));
    expect(laidOut(after, given)).toBe(after);
  });
});

test.each([...allContentKinds.map(({ folder }) => `test/${folder}`), 'environments'])('%s', (folder) => {
  for (const given of filesIn(folder, 'plain')) {
    const before = readFileSync(join(repository, given.file), 'utf8');
    const after = laidOut(before, given);
    // What is laid out already needs no second look.
    if (after === before) continue;
    expect(isSameJson(parse(after), parse(before)), given.file).toBe(true);
    expect(laidOut(after, given), given.file).toBe(after);
  }
});
