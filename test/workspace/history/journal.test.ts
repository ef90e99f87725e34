// A replay that was ended goes on where it stopped, and never from the answers to another question.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { minuteMs } from '../../../src/content/duration.ts';
import type { EventRun } from '../../../src/rows/event-runner.ts';
import { createTableCatalogue } from '../../../src/tables/catalogue.ts';
import { historyRunner } from '../../../src/workspace/history/history-runner.ts';
import { journaled, openJournal } from '../../../src/workspace/history/journal.ts';
import type { HistoryPlace, PastQuery } from '../../../src/workspace/history/place.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sentinel-sync-journal-'));
  file = join(folder, 'journal.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (minutes: number) => new Date(Date.parse('2026-01-15T12:00:00Z') + minutes * minuteMs);
const run = (minutes: number): EventRun => ({
  query: 'Usage | where Quantity > 1',
  now: at(minutes),
  window: { start: at(minutes - 60), end: at(minutes) },
  ingested: { until: at(minutes) },
});
const runs = [0, 15, 30, 45].map(run);
const subject = { engine: 'a workspace', algorithm: 'exact', from: '12:00', 'rule Big': 'abc' };

/** A place that answers each query with the time it was asked for, and is gone after so many. */
function placeFor(most: number) {
  const asked: PastQuery[] = [];
  const place: HistoryPlace = {
    description: 'a workspace',
    linesInFront: 1,
    cutsAll: true,
    hasWatchlists: true,
    ingestionTimes: 'always',
    send: async (query) => {
      if (asked.length === most) throw new Error('killed');
      asked.push(query);
      return { columns: [{ name: 'At', type: 'datetime' }], rows: [[query.now.toISOString()]] };
    },
  };
  return { asked, place };
}

const answersOf = (place: HistoryPlace) =>
  historyRunner(journaled(place, openJournal(file, subject)), {
    tables: createTableCatalogue(),
    algorithm: 'exact',
    span: { from: at(0), to: at(60) },
    atOnce: 1,
  }).runAll!(runs);

test('what was answered before the end is not asked again, and the results are those of one go', async () => {
  const first = placeFor(2);
  await expect(answersOf(first.place)).rejects.toThrow('killed');
  const second = placeFor(9);
  const answers = await answersOf(second.place);
  expect([first.asked.length, second.asked.length]).toEqual([2, 2]);
  expect(answers.map(({ rows }) => rows[0]![0])).toEqual(runs.map(({ now }) => now.toISOString()));
  const third = placeFor(0);
  expect(await answersOf(third.place)).toEqual(answers);
});

test('the answer that was being written as the process was killed is asked for again', async () => {
  await answersOf(placeFor(9).place);
  const whole = readFileSync(file, 'utf8');
  writeFileSync(file, whole.slice(0, -10));
  const again = placeFor(9);
  await answersOf(again.place);
  expect(again.asked.map(({ now }) => now)).toEqual([at(45)]);
  expect(readFileSync(file, 'utf8')).toBe(whole);
});

test.each([
  ['the rule', { 'rule Big': 'abd' }, 'rule Big (abc, now abd)'],
  ['one rule more', { 'rule Small': 'x' }, 'rule Small (none, now x)'],
  ['the range', { from: '13:00' }, 'from (12:00, now 13:00)'],
  ['the engine', { engine: 'another' }, 'engine (a workspace, now another)'],
])('a journal of another question is refused: %s', (_, changed, words) => {
  openJournal(file, subject);
  expect(() => openJournal(file, { ...subject, ...changed })).toThrow(
    `The journal ${file} is of another replay: ${words}.`,
  );
});

test.each([
  ['no journal', 'notes of mine\n', 'line 1 is not its head'],
  ['another form of JSON', '{"a":1}\n', 'line 1 is not its head'],
])('a file that is none is neither read nor written: %s', (_, text, words) => {
  writeFileSync(file, text);
  expect(() => openJournal(file, subject)).toThrow(words);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('an answer that was changed by hand is an error with its line', () => {
  openJournal(file, subject);
  appendFileSync(file, '{"key":"x"}\n');
  expect(() => openJournal(file, subject)).toThrow('line 2 is no answer');
});
