// Walks the values of one case file with their positions, and collects what is wrong with them.
import type { SourceMap, ValuePath } from '../content/content-item.ts';
import type { Diagnostic, Position } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/did-you-mean.ts';
import { isJsonMap, type JsonMap } from '../json/json.ts';
import { type TestCode, testFinding } from './codes.ts';

export class CaseReader {
  readonly file: string;
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: SourceMap;

  constructor(file: string, source: SourceMap) {
    this.file = file;
    this.#source = source;
  }

  keyAt(path: ValuePath): Position {
    return this.#source.keyAt(path);
  }

  /** Where each key of a map stands. */
  keyPlaces(map: JsonMap, path: ValuePath): Readonly<Record<string, Position>> {
    return Object.fromEntries(Object.keys(map).map((key) => [key, this.keyAt([...path, key])]));
  }

  /** Reports a finding at a value, or at the key of one that is misnamed. */
  report(
    code: TestCode,
    message: string,
    { at, hint }: { readonly at: Position; readonly hint?: string | undefined },
  ): void {
    const own = hint === undefined ? {} : { hint };
    this.diagnostics.push(testFinding(code, message, { file: this.file, ...at, ...own }));
  }

  reportValue(path: ValuePath, message: string, hint?: string): void {
    this.report('test/bad-value', message, { at: this.#source.valueAt(path), hint });
  }

  reportType(path: ValuePath, message: string, hint: string): void {
    this.report('test/wrong-type', message, { at: this.#source.valueAt(path), hint });
  }

  /** A map, its `<<` merged in; a value that is none is reported. Absent gives an empty map. */
  map(value: unknown, path: ValuePath): JsonMap {
    if (value === undefined) return {};
    if (isJsonMap(value)) return withMerges(value);
    this.reportValue(path, 'A map of keys and values was expected here');
    return {};
  }

  /** A list; a value that is none is reported. Absent gives an empty list. */
  list(value: unknown, path: ValuePath): readonly unknown[] {
    if (value === undefined) return [];
    if (Array.isArray(value)) return value;
    this.reportValue(path, 'A list was expected here', 'Start each item with `- `.');
    return [];
  }

  /** A text that says something; absent gives undefined. */
  text(value: unknown, path: ValuePath): string | undefined {
    if (value === undefined) return undefined;
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    this.reportValue(path, 'A text was expected here');
    return undefined;
  }

  /** A count; absent gives undefined. */
  count(value: unknown, path: ValuePath): number | undefined {
    if (value === undefined) return undefined;
    if (Number.isInteger(value) && (value as number) >= 0) return value as number;
    this.reportValue(path, 'A count was expected here: 0, 1, 2 ...');
    return undefined;
  }

  /** Reports every key of a map that is not among the known ones. */
  onlyKeys(map: JsonMap, path: ValuePath, known: readonly string[]): void {
    for (const key of Object.keys(map)) {
      if (known.includes(key)) continue;
      const at = this.#source.keyAt([...path, key]);
      this.report('test/unknown-key', `Nothing reads \`${key}\` here`, { at, hint: nearest(key, known) });
    }
  }

  /** Reports a name that is not among the known ones. */
  unknownName(
    code: 'test/unknown-table' | 'test/unknown-column',
    message: string,
    { path, known }: { readonly path: ValuePath; readonly known: readonly string[] },
  ): void {
    const near = didYouMean(String(path.at(-1)), known);
    const hint = near === undefined ? undefined : `Did you mean \`${near}\`?`;
    this.report(code, message, { at: this.#source.keyAt(path), hint });
  }
}

function nearest(key: string, known: readonly string[]): string {
  const near = didYouMean(key, known);
  return near === undefined ? `Use one of ${known.join(', ')}.` : `Did you mean \`${near}\`?`;
}

/** `<<: *anchor` and `<<: [*one, *two]`: what the map itself says stands over what it takes in. */
function withMerges(map: JsonMap): JsonMap {
  if (!Object.hasOwn(map, '<<')) return map;
  const { '<<': merged, ...own } = map;
  const sources = (Array.isArray(merged) ? merged : [merged]).filter(isJsonMap).map(withMerges);
  return Object.assign({}, ...sources.reverse(), own);
}
