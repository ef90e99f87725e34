// Writes an ARM body as a content file, and says what of it the file format cannot hold.

import { isJsonMap, isSameJson, type JsonMap, own, withValueAt } from '../../json/json.ts';
import type { ContentItem, ContentKind } from '../content-item.ts';
import { parseContent } from '../files/load.ts';
import type { ResourceBody } from '../kinds/content-kind.ts';
import { definitionOf } from '../kinds/kinds.ts';
import { fieldOf } from '../model/fields.ts';
import { yamlText } from '../yaml/yaml-text.ts';
import { inFileOrder } from './file-order.ts';

export interface ItemToWrite {
  readonly kind: ContentKind;
  /** The ARM resource name. */
  readonly id: string;
  readonly body: ResourceBody;
  /** Kept in the file only: ARM has no place for it. */
  readonly version?: string | undefined;
  /** Further keys of the file that ARM has no place for, such as `requiredDataConnectors`. */
  readonly extra?: JsonMap;
}

export interface WrittenItem {
  readonly text: string;
  /** Canonical paths (`tags.owner`) at which a deployment of this text would differ from the body: never dropped unsaid. */
  readonly notHeld: readonly string[];
  /** Why the text cannot be read back; then it is no file to keep. */
  readonly unreadable?: string;
}

/** The file for a body, in the one canonical form: writing what was read from it gives the same bytes. */
export function writeItem(item: ItemToWrite): WrittenItem {
  const { kind, id, body, extra } = item;
  const { fields, fileValues, mayHaveVersion, places } = definitionOf(kind);
  const version = mayHaveVersion(body) ? item.version : undefined;
  const stated = { ...extra, ...fileValues(body), id };
  const values = version === undefined ? stated : withValueAt(stated, places.version, version);
  const text = yamlText(inFileOrder(values, fields), (key) => fieldOf(fields, key)?.block !== undefined);
  const { item: back, diagnostics } = parseContent(text, { file: id, kind });
  if (back === undefined) return { text, notHeld: [], unreadable: diagnostics[0]?.message ?? 'unknown' };
  return { text, notHeld: notHeld(kind, body, bodyOf(back)) };
}

/** Canonical paths at which `stated`, the body a file gives, is not what `body` is. */
export function notHeld(kind: ContentKind, body: ResourceBody, stated: ResourceBody): readonly string[] {
  const { canonical, isSetByService } = definitionOf(kind);
  return unequalPaths(canonical(body), canonical(stated), '').filter((path) => !isSetByService(path, body));
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
