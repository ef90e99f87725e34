// The codes of the engine: of queries that fail while they run, of data folders and of query batches.
import { type Codes, codeIn, errorsOf, findingsOf } from '../diagnostics/codes.ts';

export const engineCodes = {
  'data/bad-name': {
    summary: 'A data file has a name that no table can have.',
    hint: 'Name it <Table>.jsonl, .json, .csv or .parquet.',
  },
  'data/bad-record': {
    summary: 'A line of a data file is no record.',
    hint: 'Correct the line.',
  },
  'data/bad-value': {
    summary: 'A value of a data file does not fit the type of its column.',
    hint: 'Write it in the form the type has.',
  },
  'data/ignored-file': {
    summary: 'A file in the data folder is of no kind that is loaded.',
    hint: 'Remove it, or convert it to jsonl, json, csv or parquet.',
    severity: 'warning',
  },
  'data/inferred-schema': {
    summary: 'A data file is for a table nobody knows, so its columns and types are told from the data.',
    hint: 'Write tables/<Table>.json to fix the types.',
    severity: 'info',
  },
  'data/no-columns': {
    summary: 'A data file has no columns at all.',
    hint: 'Give it a header, or records with keys.',
  },
  'data/second-file': {
    summary: 'Two data files are for the same table.',
    hint: 'Keep one.',
  },
  'data/unknown-column': {
    summary: 'A data file has a column that its table does not have.',
    hint: 'Correct the name.',
  },
  'data/unreadable': {
    summary: 'The data folder or a file in it cannot be read.',
    hint: 'Correct the name, or make it readable.',
  },
  'engine/assertion-failed': {
    summary: 'The condition of an assert() of the query is false; the service refuses the query too.',
    hint: 'Correct the value that the message is about.',
  },
  'engine/bad-fixture': {
    summary: 'The text of a file on the web, given as a fixture, is not of the format that the query reads.',
    hint: 'Correct the file, or the format in the query.',
  },
  'engine/bag-conflict': {
    summary: 'bag_unpack met a bag with a key that is the name of a column already.',
    hint: 'Rename the column, or pass a prefix to bag_unpack.',
  },
  'engine/conversion': {
    summary: 'A value could not be converted while the query ran.',
    hint: 'Guard the conversion, for example with isnotnull(tolong(x)).',
  },
  'engine/internal': {
    summary: 'The engine failed on SQL that the translation made: a defect of this tool.',
    hint: 'Report the query; --verbose shows the SQL.',
  },
  'engine/invalid-pattern': {
    summary: 'A regular expression that the query makes while it runs is outside Kusto’s dialect.',
    hint: 'Correct what it is made of.',
  },
  'engine/memory-limit': {
    summary: 'The query needs more memory than it may use.',
    hint: 'Filter earlier, or keep fewer columns.',
  },
  'engine/no-database': {
    summary: 'The embedded database, or its binary for this platform, is not installed or does not load.',
    hint: 'Install anew on this machine with npm ci, optional packages included.',
  },
  'engine/no-time': {
    summary: 'A window was asked for on a table without TimeGenerated.',
    hint: 'Leave the window out.',
  },
  'engine/overflow': {
    summary: 'A number grew beyond its type.',
    hint: 'Use real or decimal numbers.',
  },
  'engine/pattern-too-large': {
    summary: 'A regular expression is larger than the engine can take; the service may take it.',
    hint: 'Write fewer or shorter alternatives, or use has_any for plain words.',
  },
  'engine/result-limit': {
    summary: 'The result has more rows or bytes than Log Analytics returns; the service would cut it off.',
    hint: 'Summarise, or take fewer rows.',
  },
  'engine/seed-value': {
    summary: 'A seed value does not fit the type of its column.',
    hint: 'Write it in the form the type has.',
  },
  'engine/time-limit': {
    summary: 'The query ran longer than it may.',
    hint: 'Filter earlier.',
  },
  'engine/too-complex': {
    summary: 'The query nests more deeply than the engine runs it.',
    hint: 'Split long chains of operators or functions with let statements.',
  },
  'engine/unknown-column': {
    summary: 'Seed rows have a column that their table does not have.',
    hint: 'Correct the name.',
  },
  'engine/unknown-table': {
    summary: 'Seed rows are for a table nobody knows.',
    hint: 'Correct the name, or write tables/<Table>.json.',
  },
  'engine/unsupported-values': {
    summary: 'The rows hold what a function or plugin of the query is not run for.',
    hint: 'Leave such rows out, or write the query without it.',
  },
  'query/bad-line': {
    summary: 'A line of a query batch is not {"id","query"}.',
    hint: 'Correct the line.',
  },
  'query/internal': {
    summary: 'A query of a batch met a defect of this tool; the others went on.',
    hint: 'Report the query.',
  },
} as const satisfies Codes;

export type EngineCode = keyof typeof engineCodes;

/** Names a code of this room. */
export const engineCode = codeIn(engineCodes);

/** Makes the findings of this room. */
export const engineFinding = findingsOf(engineCodes);

/** Makes the errors of this room. */
export const engineError = errorsOf(engineCodes);
