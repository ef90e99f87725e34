// The keys of files of detection tests, described once: the reader takes no others, and the schema for editors is made of them.
import { type CaseKey, caseKeys } from '../content/kinds/content-kind.ts';
import { severities } from '../tables/rule-words.ts';
import { tiers } from './detection-case.ts';

/** What may be written for a key. */
export type CaseForm =
  | { readonly kind: 'text' | 'true' | 'count' | 'texts' | 'anything' }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  /** Names that nobody knows beforehand, such as tables or columns. */
  | { readonly kind: 'named'; readonly each: CaseForm }
  | { readonly kind: 'list'; readonly each: CaseForm; readonly least?: number }
  | { readonly kind: 'map'; readonly keys: DescribedKeys; readonly open?: true }
  | { readonly kind: 'either'; readonly of: readonly CaseForm[] };

export interface DescribedKey {
  /** What it means, in one sentence. */
  readonly about: string;
  readonly form: CaseForm;
}

export type DescribedKeys = Readonly<Record<string, DescribedKey>>;

const text = { kind: 'text' } as const;
const anything = { kind: 'anything' } as const;
const count = { kind: 'count' } as const;
/** Column -> value. */
const row = { kind: 'named', each: anything } as const;
const rows = { kind: 'list', each: row } as const;

const entities: DescribedKey = {
  about: 'Each is among the entities of the alerts: its type, and identifiers with their values.',
  form: {
    kind: 'list',
    each: { kind: 'map', open: true, keys: { type: { about: 'The type, such as Account.', form: text } } },
  },
};
const severity: DescribedKey = { about: 'Its severity.', form: { kind: 'choice', of: severities } };
const title: DescribedKey = { about: 'Its title, placeholders filled.', form: text };

/** What is compared of an alert. */
export const alertKeys = {
  title,
  description: { about: 'Its description, placeholders filled.', form: text },
  severity,
  entities,
  customDetails: { about: 'Its custom details, by name.', form: row },
} as const satisfies DescribedKeys;

/** What is compared of an incident. */
export const incidentKeys = {
  title,
  severity,
  alerts: { about: 'How many alerts it holds.', form: count },
  entities,
} as const satisfies DescribedKeys;

/** What is given to the query, and what must come out of it. */
const askedKeys: Readonly<Record<CaseKey, DescribedKey>> = {
  arguments: { about: 'Values for the parameters of a parser, by name.', form: row },
  parameters: { about: 'Values for the `// parameters` of the query, by name.', form: row },
  none: { about: 'Nothing fires: no alert, no row.', form: { kind: 'true' } },
  alerts: {
    about: 'How many alerts the rule raises, or exactly which.',
    form: { kind: 'either', of: [count, { kind: 'list', each: { kind: 'map', keys: alertKeys } }] },
  },
  incidents: {
    about: 'How many incidents its alerts become, or exactly which.',
    form: { kind: 'either', of: [count, { kind: 'list', each: { kind: 'map', keys: incidentKeys } }] },
  },
  rows: {
    about: 'Each is matched by a result row of its own, in the columns it names; further rows are fine.',
    form: rows,
  },
  rowCount: { about: 'How many rows the query gives.', form: count },
  entities,
};

const now: DescribedKey = { about: 'The clock, such as 2026-01-15T12:00:00Z.', form: text };

/** What a file of cases and a case may both say. */
const seedKeys = {
  now,
  seedFiles: {
    about: 'Files with rows, relative to this one: they hold `defaults` and `seed`.',
    form: { kind: 'texts' },
  },
  seed: {
    about: 'Rows by table, in the columns that matter; times such as -10m are relative to the clock.',
    form: { kind: 'named', each: rows },
  },
  watchlists: { about: 'All that is on a watchlist, by alias.', form: { kind: 'named', each: rows } },
  fixtures: {
    about: 'Rows that a function or an address answers, by its name.',
    form: { kind: 'named', each: rows },
  },
} as const satisfies DescribedKeys;

const shared: DescribedKey = { about: 'Read by nothing: a place for YAML anchors.', form: anything };
const defaults: DescribedKey = {
  about: 'Columns that each row of a table has unless it says otherwise.',
  form: { kind: 'named', each: row },
};

/** Of one case. */
export const describedCaseKeys: DescribedKeys = {
  name: { about: 'What the case shows.', form: text },
  why: { about: 'Why it must come out so.', form: text },
  tier: {
    about:
      'How hard it is to see: A ordinary use, B a cheap evasion, C a library or a neighbouring technique.',
    form: { kind: 'choice', of: tiers },
  },
  ...seedKeys,
  gap: { about: 'Why the detection cannot see this: nothing may fire.', form: text },
  skip: { about: 'Why the case cannot hold today; it fails once it would pass.', form: text },
  ...askedKeys,
};

/** Of a file of cases. */
export const describedFileKeys: DescribedKeys = {
  ...seedKeys,
  shared,
  defaults,
  arguments: askedKeys.arguments,
  parameters: askedKeys.parameters,
  cases: {
    about: 'The cases.',
    form: { kind: 'list', least: 1, each: { kind: 'map', keys: describedCaseKeys } },
  },
};

/** Of a file of rows that several files of cases share. */
export const describedSeedFileKeys: DescribedKeys = { shared, defaults, seed: seedKeys.seed };

/** The keys that say what must come out. */
export const expectationKeys = caseKeys.filter((key) => key !== 'arguments' && key !== 'parameters');
