// The techniques an item names, wherever its format keeps them.
import type { ContentItem, ValuePath } from '../../content/content-item.ts';
import { attackTechnique, tacticsInUse } from '../../tables/attack.ts';
import { textsOf } from './item-values.ts';

export interface TechniqueUse {
  readonly id: string;
  readonly path: ValuePath;
  /** T1234 or T1234.001. */
  readonly isWellFormed: boolean;
  /** Tactics of the parent technique, which is what the service compares, in any version in use; undefined when none gives any. */
  readonly tactics: readonly string[] | undefined;
  /** Those of the newest version of ATT&CK Enterprise; undefined when it has no such id. */
  readonly newestTactics: readonly string[] | undefined;
}

export function techniquesOf(item: ContentItem): TechniqueUse[] {
  return ['relevantTechniques', 'techniques', 'subTechniques'].flatMap((field) =>
    textsOf(item, [field]).map(({ value, path }) => {
      const id = value.trim().toUpperCase();
      const isWellFormed = /^T\d{4}(\.\d{3})?$/.test(id);
      const parent = id.slice(0, 5);
      return {
        id: isWellFormed ? id : value,
        path,
        isWellFormed,
        tactics: isWellFormed ? tacticsInUse(parent) : undefined,
        newestTactics: isWellFormed ? attackTechnique(parent)?.tactics : undefined,
      };
    }),
  );
}
