// Entity mapping: columns of result rows become entities of an alert. https://learn.microsoft.com/azure/sentinel/map-data-fields-to-entities
import { own } from '../json/json.ts';
import { entityTypes } from '../tables/entity-types.ts';
import { type ResultRow, textOfCell } from './result-row.ts';
import type { EntityMapping } from './rule-settings.ts';
import { bytesOf, withinBytes } from './size.ts';

/** An entity: its type and the identifiers that have a value. */
export interface Entity {
  readonly type: string;
  readonly identifiers: Readonly<Record<string, string>>;
}

/** Entities that an alert can hold, shared equally over the mappings of its rule; each mapping counts for itself. */
export const maxEntitiesPerAlert = 500;
/** Of all entities of an alert together. */
export const maxEntityBytes = 64 * 1024;

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

export interface MappedEntities {
  /** Distinct, in the order in which the rows and then the mappings give them. */
  readonly entities: readonly Entity[];
  /** How many were left out for a limit; generic names are not counted. */
  readonly dropped: number;
}

/** The entities of an alert's rows, within the service's limits. */
export function entitiesOf(rows: readonly ResultRow[], mappings: readonly EntityMapping[]): MappedEntities {
  const share = Math.floor(maxEntitiesPerAlert / Math.max(1, mappings.length));
  const entities = new Map<string, Entity>();
  const perMapping = mappings.map(() => new Set<string>());
  const beyond = new Set<string>();
  for (const row of rows) {
    mappings.forEach((mapping, index) => {
      const entity = entityOf(row, mapping);
      if (entity === undefined) return;
      const key = JSON.stringify(entity);
      const own = perMapping[index]!;
      if (own.has(key)) return;
      if (own.size >= share) {
        beyond.add(key);
        return;
      }
      own.add(key);
      entities.set(key, entity);
    });
  }
  const all = [...entities];
  const kept = withinBytes(all, { bytes: maxEntityBytes, sizeOf: ([key]) => bytesOf(key) });
  const cut = [...beyond].filter((key) => !entities.has(key)).length;
  return { entities: kept.map(([, entity]) => entity), dropped: all.length - kept.length + cut };
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
