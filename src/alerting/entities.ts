// Entity mapping: columns of result rows become entities of an alert. https://learn.microsoft.com/azure/sentinel/map-data-fields-to-entities
import { own } from '../json/json.ts';
import { entityTypes } from '../tables/entity-types.ts';
import { type ResultRow, textOfCell } from './result-row.ts';
import type { EntityMapping } from './rule-settings.ts';

/** An entity: its type and the identifiers that have a value. */
export interface Entity {
  readonly type: string;
  readonly identifiers: Readonly<Record<string, string>>;
}

/** https://learn.microsoft.com/azure/sentinel/sentinel-service-limits */
const maxEntitiesPerAlert = 500;

/**
 * Account names that identify nobody: the service drops such entities from the alert.
 * https://learn.microsoft.com/azure/sentinel/entities-reference
 */
const genericAccountNames: ReadonlySet<string> = new Set([
  'ADMIN',
  'ADMINISTRATOR',
  'SYSTEM',
  'ROOT',
  'ANONYMOUS',
  'AUTHENTICATED USER',
  'NETWORK',
  'NULL',
  'LOCAL SYSTEM',
  'LOCALSYSTEM',
  'NETWORK SERVICE',
]);

/** The distinct entities of an alert's rows, in the order of the mappings, within the service's limit. */
export function entitiesOf(
  rows: readonly ResultRow[],
  mappings: readonly EntityMapping[],
): readonly Entity[] {
  const entities = new Map<string, Entity>();
  for (const row of rows) {
    for (const mapping of mappings) {
      const entity = entityOf(row, mapping);
      if (entity !== undefined) entities.set(JSON.stringify(entity), entity);
    }
  }
  return [...entities.values()].slice(0, maxEntitiesPerAlert);
}

/** Undefined when the row does not hold enough to identify the entity, or only a name that means nobody. */
function entityOf(row: ResultRow, mapping: EntityMapping): Entity | undefined {
  const mapped = mapping.fieldMappings.map(
    ({ identifier, columnName }) => [identifier, textOfCell(own(row, columnName)).trim()] as const,
  );
  const identifiers: Readonly<Record<string, string>> = Object.fromEntries(
    mapped.filter(([, value]) => value !== ''),
  );
  const needs = own(entityTypes, mapping.entityType)?.needs ?? [];
  const identified = needs.some((set) => set.every((identifier) => Object.hasOwn(identifiers, identifier)));
  if (!identified || (mapping.entityType === 'Account' && isGeneric(identifiers))) return undefined;
  return { type: mapping.entityType, identifiers };
}

function isGeneric(identifiers: Readonly<Record<string, string>>): boolean {
  const name = identifiers['Name'] ?? identifiers['FullName'];
  return name !== undefined && genericAccountNames.has(name.toUpperCase());
}
