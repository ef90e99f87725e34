// Which columns of the query's result an item names outside the query, and where.
import type { ContentItem, ValuePath } from '../../content/content-item.ts';
import type { Position } from '../../diagnostics/diagnostic.ts';
import { entityMappingsOf } from './entity-mappings.ts';
import { entriesOf, listOf, textOf } from './item-values.ts';

export interface ColumnUse {
  readonly column: string;
  /** What the column is for, as in "the entity mapping names ...". */
  readonly usedBy: string;
  readonly at: Position;
  /** Whether the service stores the rule all the same: it leaves the property empty. */
  readonly isStored?: true;
}

export interface Placeholder {
  /** Between the braces, blanks kept. */
  readonly text: string;
  readonly at: Position;
}

export const formatFields = {
  alertDisplayNameFormat: ['alertDetailsOverride', 'alertDisplayNameFormat'],
  alertDescriptionFormat: ['alertDetailsOverride', 'alertDescriptionFormat'],
} as const satisfies Record<string, ValuePath>;

/** What a mapping or detail may name; anything else has a finding of its own. */
export function isColumnName(text: string): boolean {
  return text.length <= 500 && /^[A-Za-z_]\w*$/.test(text);
}

/** The `{{column}}` placeholders of a text. */
export function placeholdersOf(item: ContentItem, path: ValuePath): Placeholder[] {
  const text = textOf(item, path) ?? '';
  return Array.from(text.matchAll(/\{\{([^{}]*)\}\}/g), (match) => ({
    text: match[1]!,
    at: item.source.insideAt(path, match.index + 2),
  }));
}

/** Every column the item takes from its query's result, in file order per field. */
export function columnUses(item: ContentItem): ColumnUse[] {
  return [
    ...mappedColumns(item),
    ...listOf(item, ['sentinelEntitiesMappings']).flatMap(({ path }) =>
      columnUse(item, [...path, 'columnName'], 'sentinelEntitiesMappings'),
    ),
    ...entriesOf(item, ['customDetails']).flatMap(({ key, path }) =>
      columnUse(item, path, `the custom detail ${key}`),
    ),
    ...Object.entries(formatFields).flatMap(([field, path]) =>
      placeholdersOf(item, path)
        .filter(({ text }) => text !== '' && !/\s/.test(text))
        .map(({ text, at }) => ({ column: text, usedBy: field, at })),
    ),
    ...['alertTacticsColumnName', 'alertSeverityColumnName'].flatMap((field) =>
      columnUse(item, ['alertDetailsOverride', field], field),
    ),
    ...listOf(item, ['alertDetailsOverride', 'alertDynamicProperties']).flatMap(({ path }) =>
      columnUse(item, [...path, 'value'], 'alertDynamicProperties').map((use) => ({
        ...use,
        isStored: true as const,
      })),
    ),
  ];
}

function mappedColumns(item: ContentItem): ColumnUse[] {
  return entityMappingsOf(item).flatMap((mapping) =>
    mapping.fields.flatMap((field) =>
      columnUse(item, [...field.path, 'columnName'], `the ${mapping.entityType ?? 'entity'} mapping`),
    ),
  );
}

function columnUse(item: ContentItem, path: ValuePath, usedBy: string): ColumnUse[] {
  const column = textOf(item, path);
  if (column === undefined || !isColumnName(column)) return [];
  return [{ column, usedBy, at: item.source.valueAt(path) }];
}
