// Reads one file of detection tests, `test/analytics-rules/<slug>/*.yaml`: the cases, and findings with their positions.
import type { ContentKind, ValuePath } from '../content/content-item.ts';
import { isJsonMap, type JsonMap } from '../content/json.ts';
import { parseYaml } from '../content/yaml/parse-yaml.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SeedTables } from '../rows/seed-row.ts';
import type { TableCatalogue } from '../tables/catalogue.ts';
import { CaseReader } from './case-reader.ts';
import { type DetectionCase, defaultNow } from './detection-case.ts';
import { expectationKeys, readExpectation } from './expectation.ts';
import { momentOf } from './relative-time.ts';
import { checkDefaults, hasFixedTime, joinTables, readSeed, type SeedOptions } from './seed.ts';

export interface CaseFileOptions {
  /** Project-relative name, for findings. */
  readonly file: string;
  readonly kind: ContentKind;
  readonly tables: TableCatalogue;
  /** The clock of all cases, whatever their file says: for a service whose clock cannot be set. */
  readonly now?: Date | undefined;
  /** The text of a seed file named by this one (relative to it), or a finding that tells why there is none. */
  readonly readSeedFile: (name: string) => { file: string; text: string } | { diagnostic: Diagnostic };
}

export interface LoadedCases {
  /** Empty when a finding is an error: a case on rows that were misread proves nothing. */
  readonly cases: readonly DetectionCase[];
  readonly diagnostics: readonly Diagnostic[];
}

/** `shared` is read by nothing: a place for YAML anchors. */
const fileKeys = ['now', 'shared', 'defaults', 'parameters', 'seedFiles', 'seed', 'cases'];
const caseKeys = ['name', 'now', 'parameters', 'seedFiles', 'seed', 'gap', 'skip', ...expectationKeys];
const seedFileKeys = ['shared', 'defaults', 'seed'];

/** The cases of one file from its text. */
export function parseCaseFile(text: string, options: CaseFileOptions): LoadedCases {
  const parsed = parseYaml(text, { file: options.file });
  const reader = new CaseReader(options.file, parsed.source);
  for (const problem of parsed.diagnostics) reader.diagnostics.push(problem);
  if (hasError(parsed.diagnostics)) return { cases: [], diagnostics: reader.diagnostics };
  const head = reader.map(parsed.value ?? undefined, []);
  reader.onlyKeys(head, [], fileKeys);
  const cases = readCases(head, reader, options);
  return { cases: hasError(reader.diagnostics) ? [] : cases, diagnostics: reader.diagnostics };
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

/** What a file says for all of its cases. */
interface FileHead {
  readonly values: JsonMap;
  readonly reader: CaseReader;
  readonly options: CaseFileOptions;
  readonly now: Date;
  readonly defaults: JsonMap;
}

function readCases(values: JsonMap, reader: CaseReader, options: CaseFileOptions): readonly DetectionCase[] {
  const now = options.now ?? readNow(values['now'], ['now'], reader) ?? defaultNow;
  const defaults = reader.map(values['defaults'], ['defaults']);
  const head: FileHead = { values, reader, options, now, defaults };
  checkDefaults(['defaults'], { reader, tables: options.tables, now, defaults });
  const items = reader.list(values['cases'], ['cases']);
  if (items.length === 0) {
    reader.report(
      'test/bad-value',
      'The file has no cases',
      reader.keyAt(['cases']),
      'List cases under `cases:`.',
    );
  }
  return items.map((item, index) => readCase(item, ['cases', index], head));
}

function readCase(value: unknown, path: ValuePath, head: FileHead): DetectionCase {
  const { reader, options } = head;
  const values = reader.map(value, path);
  reader.onlyKeys(values, path, caseKeys);
  const at = reader.keyAt(path);
  const name = reader.text(values['name'], [...path, 'name']);
  if (values['name'] === undefined) reader.report('test/bad-value', 'The case has no name', at, 'Name it.');
  const now = options.now ?? readNow(values['now'], [...path, 'now'], reader) ?? head.now;
  const shared = reader.map(head.values['parameters'], ['parameters']);
  const own = reader.map(values['parameters'], [...path, 'parameters']);
  const tables = seedOf(values, path, { ...head, now });
  const isMoved = options.now !== undefined;
  return {
    name: name ?? '',
    file: options.file,
    at,
    now,
    timesStay: isMoved && Object.values(tables).some((rows) => rows.some(hasFixedTime)),
    tables,
    parameters: { ...shared, ...own },
    parameterPlaces: {
      ...reader.keyPlaces(shared, ['parameters']),
      ...reader.keyPlaces(own, [...path, 'parameters']),
    },
    expect: readExpectation(values, path, reader, options.kind),
    gap: reader.text(values['gap'], [...path, 'gap']),
    skip: reader.text(values['skip'], [...path, 'skip']),
  };
}

function readNow(value: unknown, path: ValuePath, reader: CaseReader): Date | undefined {
  if (value === undefined) return undefined;
  const moment = typeof value === 'string' && !/^[-+n]/.test(value) ? momentOf(value, defaultNow) : undefined;
  if (moment !== undefined) return new Date(moment);
  reader.reportValue(path, 'A time was expected here', 'Write it as 2026-01-15T12:00:00Z.');
  return undefined;
}

/** Rows of the file's head, of the case, and of the seed files both name. */
function seedOf(values: JsonMap, path: ValuePath, head: FileHead): SeedTables {
  const { reader, options, now, defaults } = head;
  const seedOptions = { reader, tables: options.tables, now, defaults };
  return joinTables(
    ...seedFilesOf(head.values['seedFiles'], ['seedFiles'], head),
    readSeed(head.values['seed'], ['seed'], seedOptions),
    ...seedFilesOf(values['seedFiles'], [...path, 'seedFiles'], head),
    readSeed(values['seed'], [...path, 'seed'], seedOptions),
  );
}

function seedFilesOf(value: unknown, path: ValuePath, head: FileHead): readonly SeedTables[] {
  const { reader, options, now } = head;
  return reader.list(value, path).flatMap((item, index) => {
    const name = reader.text(item, [...path, index]);
    if (name === undefined) return [];
    const found = options.readSeedFile(name);
    if ('diagnostic' in found) {
      reader.reportValue(
        [...path, index],
        `The seed file ${name} cannot be read: ${found.diagnostic.message}`,
      );
      return [];
    }
    const seed = parseSeedFile(found.text, { file: found.file, tables: options.tables, now });
    for (const problem of seed.diagnostics) reader.diagnostics.push(problem);
    return [seed.tables];
  });
}

interface SeedFile {
  readonly tables: SeedTables;
  readonly diagnostics: readonly Diagnostic[];
}

interface SeedFileOptions {
  readonly file: string;
  readonly tables: TableCatalogue;
  readonly now: Date;
}

const seedFiles = new WeakMap<TableCatalogue, Map<string, SeedFile>>();
const maxSeedFiles = 16;

/** Rows that several case files share: `defaults` and `seed`, nothing else. The last few are kept: each case names them again. */
export function parseSeedFile(text: string, options: SeedFileOptions): SeedFile {
  const known = seedFiles.get(options.tables) ?? new Map<string, SeedFile>();
  seedFiles.set(options.tables, known);
  const key = `${options.now.getTime()} ${options.file}\n${text}`;
  const held = known.get(key);
  if (held !== undefined) return held;
  const seed = readSeedFile(text, options);
  const [oldest] = known.keys();
  if (known.size >= maxSeedFiles && oldest !== undefined) known.delete(oldest);
  known.set(key, seed);
  return seed;
}

function readSeedFile(text: string, options: SeedFileOptions): SeedFile {
  const parsed = parseYaml(text, { file: options.file });
  if (hasError(parsed.diagnostics) || !isJsonMap(parsed.value)) {
    return { tables: {}, diagnostics: parsed.diagnostics };
  }
  const reader = new CaseReader(options.file, parsed.source);
  const values = reader.map(parsed.value, []);
  reader.onlyKeys(values, [], seedFileKeys);
  const defaults = reader.map(values['defaults'], ['defaults']);
  const seedOptions: SeedOptions = { reader, tables: options.tables, now: options.now, defaults };
  checkDefaults(['defaults'], seedOptions);
  const tables = readSeed(values['seed'], ['seed'], seedOptions);
  return { tables, diagnostics: [...parsed.diagnostics, ...reader.diagnostics] };
}
