// Reads one file of detection tests, `test/analytics-rules/<slug>/*.yaml`: the cases, and findings with their positions.
import type { ContentKind, ValuePath } from '../content/content-item.ts';
import { definitionOf } from '../content/kinds/kinds.ts';
import { parseYaml } from '../content/yaml/parse-yaml.ts';
import { type Diagnostic, hasErrors } from '../diagnostics/diagnostic.ts';
import { isJsonMap, type JsonMap } from '../json/json.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { describedCaseKeys, describedFileKeys, describedSeedFileKeys } from './case-keys.ts';
import { CaseReader } from './case-reader.ts';
import { type CaseSeed, joinSeeds } from './case-rows.ts';
import { type DetectionCase, defaultNow, type Tier, tiers } from './detection-case.ts';
import { readExpectation, refuseForeignKeys } from './expectation.ts';
import { readFixtures } from './fixture-rows.ts';
import { readTime } from './relative-time.ts';
import { checkDefaults, readSeed, type SeedOptions } from './seed.ts';
import { readWatchlists } from './watchlist-items.ts';

export interface CaseFileOptions {
  /** Project-relative name, for findings. */
  readonly file: string;
  readonly kind: ContentKind;
  readonly tables: TableCatalogue;
  /** The seed files that other case files of the same loading have read, by name. */
  readonly seedFiles?: Map<string, SeedFile>;
  /** The text of a seed file named by this one (relative to it), or a finding that tells why there is none. */
  readonly readSeedFile: (name: string) => { file: string; text: string } | { diagnostic: Diagnostic };
}

export interface LoadedCases {
  /** Empty when a finding is an error: a case on rows that were misread proves nothing. */
  readonly cases: readonly DetectionCase[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The cases of one file from its text. */
export function parseCaseFile(text: string, options: CaseFileOptions): LoadedCases {
  const parsed = parseYaml(text, { file: options.file });
  const reader = new CaseReader(options.file, parsed.source);
  for (const problem of parsed.diagnostics) reader.diagnostics.push(problem);
  if (hasErrors(parsed.diagnostics)) return { cases: [], diagnostics: reader.diagnostics };
  const head = reader.map(parsed.value ?? undefined, []);
  reader.onlyKeys(head, [], Object.keys(describedFileKeys));
  const cases = readCases(head, reader, options);
  return { cases: hasErrors(reader.diagnostics) ? [] : cases, diagnostics: reader.diagnostics };
}

/** What a file says for all of its cases. */
interface FileHead {
  readonly values: JsonMap;
  readonly reader: CaseReader;
  readonly options: CaseFileOptions;
  readonly now: Date;
  readonly defaults: JsonMap;
  readonly seedFiles: Map<string, SeedFile>;
}

function readCases(values: JsonMap, reader: CaseReader, options: CaseFileOptions): readonly DetectionCase[] {
  const now = readNow(values['now'], ['now'], reader) ?? defaultNow;
  const defaults = reader.map(values['defaults'], ['defaults']);
  const seedFiles = options.seedFiles ?? new Map();
  const head: FileHead = { values, reader, options, now, defaults, seedFiles };
  checkDefaults(['defaults'], { reader, tables: options.tables, defaults });
  const items = reader.list(values['cases'], ['cases']);
  if (items.length === 0) {
    reader.report('test/bad-value', 'The file has no cases', {
      at: reader.keyAt(['cases']),
      hint: 'List cases under `cases:`.',
    });
  }
  return items.map((item, index) => readCase(item, ['cases', index], head));
}

function readCase(value: unknown, path: ValuePath, head: FileHead): DetectionCase {
  const { reader, options } = head;
  const values = reader.map(value, path);
  reader.onlyKeys(values, path, Object.keys(describedCaseKeys));
  const kind = definitionOf(options.kind);
  refuseForeignKeys(values, path, { reader, kind });
  refuseForeignKeys(head.values, [], { reader, kind });
  const at = reader.keyAt(path);
  const name = reader.text(values['name'], [...path, 'name']);
  if (values['name'] === undefined)
    reader.report('test/bad-value', 'The case has no name', { at, hint: 'Name it.' });
  const given = (key: 'arguments' | 'parameters') => {
    const shared = reader.map(head.values[key], [key]);
    const own = reader.map(values[key], [...path, key]);
    const places = { ...reader.keyPlaces(shared, [key]), ...reader.keyPlaces(own, [...path, key]) };
    return { values: { ...shared, ...own }, places };
  };
  const [parameters, args] = [given('parameters'), given('arguments')];
  return {
    name: name ?? '',
    file: options.file,
    at,
    why: reader.text(values['why'], [...path, 'why']),
    tier: readTier(values['tier'], [...path, 'tier'], reader),
    now: readNow(values['now'], [...path, 'now'], reader) ?? head.now,
    seed: seedOf(values, path, head),
    parameters: parameters.values,
    parameterPlaces: parameters.places,
    arguments: args.values,
    argumentPlaces: args.places,
    expect: readExpectation(values, path, reader),
    gap: reader.text(values['gap'], [...path, 'gap']),
    skip: reader.text(values['skip'], [...path, 'skip']),
  };
}

function readTier(value: unknown, path: ValuePath, reader: CaseReader): Tier | undefined {
  const tier = tiers.find((one) => one === value);
  if (value !== undefined && tier === undefined)
    reader.reportValue(path, 'A case has no such tier', `Use one of ${tiers.join(', ')}.`);
  return tier;
}

function readNow(value: unknown, path: ValuePath, reader: CaseReader): Date | undefined {
  if (value === undefined) return undefined;
  const time = typeof value === 'string' ? readTime(value) : undefined;
  if (time !== undefined && 'momentMs' in time) return new Date(time.momentMs);
  reader.reportValue(path, 'A time was expected here', 'Write it as 2026-01-15T12:00:00Z.');
  return undefined;
}

/** Rows of the file's head, of the case, and of the seed files both name, and the watchlists and fixtures of head and case. */
function seedOf(values: JsonMap, path: ValuePath, head: FileHead): CaseSeed {
  const { reader, options, defaults } = head;
  const seedOptions = { reader, tables: options.tables, defaults };
  const rows = joinSeeds(
    ...seedFilesOf(head.values['seedFiles'], ['seedFiles'], head),
    readSeed(head.values['seed'], ['seed'], seedOptions),
    ...seedFilesOf(values['seedFiles'], [...path, 'seedFiles'], head),
    readSeed(values['seed'], [...path, 'seed'], seedOptions),
  );
  // What a case says of a watchlist is all that is on it.
  return {
    ...rows,
    ...readWatchlists(head.values['watchlists'], ['watchlists'], seedOptions),
    ...readWatchlists(values['watchlists'], [...path, 'watchlists'], seedOptions),
    ...readFixtures(head.values['fixtures'], ['fixtures'], reader),
    ...readFixtures(values['fixtures'], [...path, 'fixtures'], reader),
  };
}

function seedFilesOf(value: unknown, path: ValuePath, head: FileHead): readonly CaseSeed[] {
  const { reader, options, seedFiles } = head;
  return reader.list(value, path).flatMap((item, index) => {
    const name = reader.text(item, [...path, index]);
    if (name === undefined) return [];
    const source = options.readSeedFile(name);
    if ('diagnostic' in source) {
      reader.reportValue(
        [...path, index],
        `The seed file ${name} cannot be read: ${source.diagnostic.message}`,
      );
      return [];
    }
    const earlier = seedFiles.get(source.file);
    const file = earlier ?? readSeedFile(source.text, { file: source.file, tables: options.tables });
    seedFiles.set(source.file, file);
    for (const problem of file.diagnostics) reader.diagnostics.push(problem);
    return [file.seed];
  });
}

/** Rows that several case files share: `defaults` and `seed`, nothing else. */
export interface SeedFile {
  readonly seed: CaseSeed;
  readonly diagnostics: readonly Diagnostic[];
}

function readSeedFile(text: string, options: Pick<CaseFileOptions, 'file' | 'tables'>): SeedFile {
  const parsed = parseYaml(text, { file: options.file });
  if (hasErrors(parsed.diagnostics) || !isJsonMap(parsed.value)) {
    return { seed: {}, diagnostics: parsed.diagnostics };
  }
  const reader = new CaseReader(options.file, parsed.source);
  const values = reader.map(parsed.value, []);
  reader.onlyKeys(values, [], Object.keys(describedSeedFileKeys));
  const defaults = reader.map(values['defaults'], ['defaults']);
  const seedOptions: SeedOptions = { reader, tables: options.tables, defaults };
  checkDefaults(['defaults'], seedOptions);
  const seed = readSeed(values['seed'], ['seed'], seedOptions);
  return { seed, diagnostics: [...parsed.diagnostics, ...reader.diagnostics] };
}
