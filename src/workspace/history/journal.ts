// Keeps the answers of a replay in a file, so that one that was ended goes on where it stopped.
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { isJsonMap } from '../../json/json.ts';
import type { QueryResult } from '../../rows/query-result.ts';
import { workspaceError } from '../codes.ts';
import type { HistoryPlace, PastQuery } from './place.ts';

/** What a replay is of: a journal of another one is refused. Each value by a word for it. */
export type JournalSubject = Readonly<Record<string, string>>;

export interface Journal {
  /** The answer that is known already. */
  get(query: PastQuery): QueryResult | undefined;
  /** On the disk when it returns, whole or not at all. */
  put(query: PastQuery, result: QueryResult): void;
  /** Answers that were there when it was opened. */
  readonly kept: number;
}

const form = 'sentinel-sync journal 1';

/**
 * Opens a journal, or begins one. A line is one answer; one without its end belongs to a process that was killed, and is dropped.
 * @throws UserError `workspace/journal` for one of another subject, naming what differs, and for a file that is no journal.
 */
export function openJournal(file: string, subject: JournalSubject): Journal {
  const lines = linesOf(file);
  if (lines.length === 0) append(file, { form, subject });
  else assertSame(file, lines[0]!, subject);
  const answers = new Map<string, QueryResult>();
  for (const [index, line] of lines.slice(1).entries()) {
    const { key, result } = parsed(file, line, index + 2) as { key?: unknown; result?: unknown };
    if (typeof key !== 'string' || !isResult(result))
      throw unreadable(file, `line ${index + 2} is no answer`);
    answers.set(key, result);
  }
  return {
    kept: answers.size,
    get: (query) => answers.get(keyOf(query)),
    put: (query, result) => {
      const key = keyOf(query);
      append(file, { key, result });
      answers.set(key, result);
    },
  };
}

/** The place with its answers kept: what is in the journal is not asked again. */
export function journaled(place: HistoryPlace, journal: Journal): HistoryPlace {
  return {
    ...place,
    send: async (query) => {
      const known = journal.get(query);
      if (known !== undefined) return known;
      const result = await place.send(query);
      journal.put(query, result);
      return result;
    },
  };
}

function keyOf({ text, now, start, end }: PastQuery): string {
  const moments = [now, start, end].map((moment) => moment.toISOString());
  return hashOf(JSON.stringify([text, ...moments]));
}

/** A short name for a long text. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

function linesOf(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unreadable(file, (error as Error).message);
  }
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (!text.startsWith('{') && text !== '') throw unreadable(file, 'line 1 is not its head');
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole));
  return whole.split('\n').filter((line) => line !== '');
}

function assertSame(file: string, line: string, subject: JournalSubject): void {
  const head = parsed(file, line, 1);
  if (head['form'] !== form || !isJsonMap(head['subject'])) throw unreadable(file, 'line 1 is not its head');
  const before = head['subject'];
  const names = [...new Set([...Object.keys(before), ...Object.keys(subject)])].sort();
  const other = names.filter((name) => before[name] !== subject[name]);
  if (other.length === 0) return;
  const said = other.map(
    (name) => `${name} (${String(before[name] ?? 'none')}, now ${subject[name] ?? 'none'})`,
  );
  throw workspaceError('workspace/journal', `The journal ${file} is of another replay: ${said.join(', ')}.`, {
    exitCode: 3,
  });
}

function parsed(file: string, line: string, number: number): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(line);
    if (isJsonMap(value)) return value;
  } catch {
    // Said below.
  }
  throw unreadable(file, `line ${number} is not what was written`);
}

function isResult(value: unknown): value is QueryResult {
  return isJsonMap(value) && Array.isArray(value['columns']) && Array.isArray(value['rows']);
}

function append(file: string, value: unknown): void {
  try {
    const handle = openSync(file, 'a');
    try {
      writeFileSync(handle, `${JSON.stringify(value)}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw unreadable(file, (error as Error).message);
  }
}

function unreadable(file: string, why: string) {
  return workspaceError('workspace/journal', `The journal ${file} cannot be used: ${why}.`, { exitCode: 3 });
}
