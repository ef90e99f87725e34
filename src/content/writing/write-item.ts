// Writes an ARM body as a content file, and says what of it the file format cannot hold.
import type { ContentItem, ContentKind } from '../content-item.ts';
import { parseContent } from '../files/load.ts';
import { isJsonMap, isSameJson, type JsonMap, own } from '../json.ts';
import type { ResourceBody } from '../kinds/content-kind.ts';
import { definitionOf } from '../kinds/kinds.ts';
import { isQueryRule, ruleKindOf } from '../model/rule-properties.ts';
import { yamlText } from '../yaml/yaml-text.ts';
import { inFileOrder, valuesOf } from './file-values.ts';

export interface ItemToWrite {
  readonly kind: ContentKind;
  /** The ARM resource name. */
  readonly id: string;
  readonly body: ResourceBody;
  /** Kept in the file only: ARM has no place for it. */
  readonly version?: string | undefined;
  /** Further keys of the file that ARM has no place for, such as `requiredDataConnectors`. */
  readonly extra?: JsonMap | undefined;
}

export interface WrittenItem {
  readonly text: string;
  /** Canonical paths (`tags.owner`) at which a deployment of this text would differ from the body: never dropped unsaid. */
  readonly notHeld: readonly string[];
  /** Why the text cannot be read back; then it is no file to keep. */
  readonly unreadable?: string | undefined;
}

/** The file for a body, in the one canonical form: writing what was read from it gives the same bytes. */
export function writeItem(item: ItemToWrite): WrittenItem {
  const { kind, id, extra } = item;
  const body = withKnownKind(item.body);
  const version = versionFor(item);
  const values = { ...extra, ...valuesOf(kind, body), id, ...(version === undefined ? {} : { version }) };
  const text = yamlText(inFileOrder(kind, values));
  const { item: back, diagnostics } = parseContent(text, { file: id, kind });
  if (back === undefined) return { text, notHeld: [], unreadable: diagnostics[0]?.message ?? 'unknown' };
  return { text, notHeld: notHeld(kind, body, bodyOf(back)) };
}

/** The body with the rule's kind as ARM spells it, whatever its case: another case says the same. */
export function withKnownKind(body: ResourceBody): ResourceBody {
  const kind = ruleKindOf(body.kind);
  return kind === undefined ? body : { ...body, kind };
}

/** Canonical paths at which `stated`, the body a file gives, is not what `body` is. */
export function notHeld(kind: ContentKind, body: ResourceBody, stated: ResourceBody): readonly string[] {
  const { canonical } = definitionOf(kind);
  return unequalPaths(canonical(body), canonical(stated), '').filter(
    (path) => kind === 'hunting-query' || !isMicrosofts(path, body.kind),
  );
}

/**
 * With a template's name and no version of it, a file must not say its own version either: it would become the template's.
 * See `templateVersion` in the content format.
 */
function versionFor({ body, version }: ItemToWrite): string | undefined {
  const { alertRuleTemplateName, templateVersion } = body.properties;
  const isTemplates = isQueryRule(ruleKindOf(body.kind)) && isGiven(alertRuleTemplateName);
  return isTemplates && !isGiven(templateVersion) ? undefined : version;
}

/** Of the kinds Microsoft runs, the service sets these itself. */
const setByMicrosoft: ReadonlySet<string> = new Set([
  'displayName',
  'description',
  'severity',
  'tactics',
  'techniques',
  'subTechniques',
]);

const ofMicrosoft: ReadonlySet<string> = new Set(['Fusion', 'MLBehaviorAnalytics', 'ThreatIntelligence']);

function isMicrosofts(path: string, kind: string | undefined): boolean {
  return ofMicrosoft.has(ruleKindOf(kind) ?? '') && setByMicrosoft.has(path);
}

function bodyOf(item: ContentItem): ResourceBody {
  return definitionOf(item.kind).toBody(item);
}

function unequalPaths(a: JsonMap, b: JsonMap, prefix: string): string[] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (key) => !isSameJson(own(a, key), own(b, key)),
  );
  return keys.flatMap((key) => {
    const path = `${prefix}${key}`;
    const [left, right] = [own(a, key), own(b, key)];
    return isJsonMap(left) && isJsonMap(right) ? unequalPaths(left, right, `${path}.`) : [path];
  });
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
