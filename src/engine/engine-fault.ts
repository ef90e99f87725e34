// What can go wrong inside the database, and the findings it is reported as.
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { maxTextBytes, textTooLong } from '../kql/budget.ts';
import type { QueryResult } from '../rows/query-result.ts';
import { type EngineCode, engineCode, engineFinding } from './codes.ts';

/** A finding of the engine. `sql` is there when a defect of ours may be behind it. */
export interface EngineDiagnostic extends Diagnostic {
  readonly sql?: string;
}

export function engineFault(code: EngineCode, message: string, hint?: string): EngineDiagnostic {
  return engineFinding(code, message, { hint });
}

/** A result no query should have: thrown while reading rows, caught where the query is run. */
export class EngineDefect extends Error {}

/** A finding made while reading rows; caught where the query is run. */
export class QueryFault extends Error {
  readonly diagnostic: EngineDiagnostic;

  constructor(diagnostic: EngineDiagnostic) {
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

/** What a data file holds that its table cannot, found when a query asked for it; caught where the query is run. */
export class DataFaults extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super(diagnostics[0]?.message);
    this.diagnostics = diagnostics;
  }
}

/** More than the service returns; `partial` is what it would return of it. */
export class ResultTooLarge extends QueryFault {
  readonly partial: QueryResult;

  constructor(diagnostic: EngineDiagnostic, result: QueryResult) {
    super(diagnostic);
    this.partial = result;
  }
}

/** A text that would take more than `maxTextBytes`. */
export function tooMuchText(): EngineDiagnostic {
  return engineFault(
    'engine/memory-limit',
    `${textTooLong} ${maxTextBytes / 1024 / 1024} MB.`,
    'Repeat or join fewer and shorter texts.',
  );
}

export interface FaultContext {
  readonly sql: string;
  readonly memoryMb: number;
  /** What the query overstepped, when it was interrupted. */
  readonly overstepped: EngineDiagnostic | undefined;
}

/** The finding for whatever running a query threw. */
export function faultDiagnostic(thrown: unknown, context: FaultContext): EngineDiagnostic {
  if (thrown instanceof QueryFault) return thrown.diagnostic;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  // Work that is stopped half-way may end with any error.
  if (context.overstepped !== undefined) return context.overstepped;
  const known =
    thrown instanceof EngineDefect ? undefined : knownFaults.find(({ sign }) => sign.test(message));
  if (known !== undefined) return known.report(context, firstLine(message));
  return { ...defect('running', firstLine(message)), sql: context.sql };
}

/** The finding for an exception of the translator. */
export function translationDefect(thrown: unknown): EngineDiagnostic {
  return defect('translating', firstLine(thrown instanceof Error ? thrown.message : String(thrown)));
}

function defect(step: string, reason: string): EngineDiagnostic {
  return engineFault(
    'engine/internal',
    `The engine failed when ${step} this query, which is a defect of the tool and not of the query: ${reason}`,
    'Report it with the query and what --verbose shows.',
  );
}

interface KnownFault {
  readonly sign: RegExp;
  readonly report: (context: FaultContext, message: string) => EngineDiagnostic;
}

const knownFaults: readonly KnownFault[] = [
  { sign: new RegExp(textTooLong), report: tooMuchText },
  {
    // A list longer than DuckDB can make is memory too: `range` up to 10^12 is one.
    sign: /^Out of Memory Error|Lists larger than|cannot be larger than \d|[Aa]llocat\w* .*(too large|fail|exceed)|std::bad_alloc|maximum length of/,
    report: ({ memoryMb }) =>
      engineFault(
        'engine/memory-limit',
        `The query needs more than the ${memoryMb.toLocaleString('en')} MB the engine may use for rows.`,
        'Filter earlier, or summarize into fewer and smaller values.',
      ),
  },
  {
    sign: /expression depth limit|max(imum)? .*depth|stack overflow/i,
    report: () =>
      engineFault(
        'engine/too-complex',
        'The query nests operations more deeply than the engine runs them.',
        'Split long chains of operators with let and materialize(), or use a list with in or has_any.',
      ),
  },
  {
    sign: /^Out of Range Error/,
    report: ({ sql }, message) => ({
      ...engineFault('engine/overflow', `A number is out of the range of its type: ${message}`),
      sql,
    }),
  },
  {
    // Said by error() in the translation, where only the rows tell.
    sign: /^Invalid Input Error: \w+\(\) .* is not supported\.$/,
    report: (_, message) =>
      engineFault('engine/unsupported-values', message.replace('Invalid Input Error: ', '')),
  },
  {
    sign: /assert\(\) has failed with message: /,
    report: (_, message) =>
      engineFault('engine/assertion-failed', message.slice(message.indexOf('assert() has failed'))),
  },
  {
    sign: /The regular expression is refused: /,
    report: (_, message) =>
      engineFault('engine/invalid-pattern', message.slice(message.indexOf('The regular expression'))),
  },
  {
    sign: /The path '.*' into a bag is not supported/,
    report: (_, message) =>
      engineFault(
        'engine/conversion',
        `${message.slice(message.indexOf('The path'))}.`,
        'Use a path of keys, such as $.key.inner.',
      ),
  },
  {
    sign: /make-series would make more than/,
    report: (_, message) =>
      engineFault(
        'engine/result-limit',
        message.slice(message.indexOf('make-series')),
        'Use a longer step, or a shorter range.',
      ),
  },
  {
    sign: /pattern too large - compile failed/,
    report: () =>
      engineFault(
        'engine/pattern-too-large',
        'A regular expression of the query is larger than the engine can take.',
        'Shorten the repetitions of the pattern.',
      ),
  },
  {
    sign: /^Conversion Error/,
    report: ({ sql }, message) => ({
      ...engineFault('engine/conversion', `A value cannot be converted: ${message}`),
      sql,
    }),
  },
  {
    // The only files that are written are those of the spill folder.
    sign: /^IO Error: .*(?:[Ww]rite|No space left)/,
    report: (_, message) =>
      engineFault(
        'engine/memory-limit',
        `What the query cannot hold in memory could not be written to the temporary folder: ${message}`,
        'Free space there or name another folder in TMPDIR, or filter earlier.',
      ),
  },
  {
    // Data files are read when a query asks for them.
    // A file that went away is looked for as a folder, which the lock refuses.
    sign: /^IO Error|^Permission Error: .*\.parquet\/\*\*\/|Parquet file|read_parquet|^(?!Permission Error).*(?:CSV Error|read_csv)/s,
    report: (_, message) =>
      engineFault(
        'data/unreadable',
        `A data file cannot be read: ${message}`,
        'Write the file again, or take it out of the data folder.',
      ),
  },
];

/** What a query took beyond the limit is given back with the database, not with the query. */
export function isMemoryFault(diagnostics: readonly EngineDiagnostic[]): boolean {
  return diagnostics.some(({ code }) => code === engineCode('engine/memory-limit'));
}

/** After these the database answers nothing any more and has to be opened anew. */
export function isFatal(thrown: unknown): boolean {
  return (
    thrown instanceof Error && /^(FATAL|INTERNAL) Error|database has been invalidated/.test(thrown.message)
  );
}

function firstLine(message: string): string {
  return message.replace(/^[A-Za-z ]+ Error: /, '').split('\n', 1)[0]!;
}
