// The techniques an item names, wherever its format keeps them.
import type { ContentItem, ValuePath } from '../../content/content-item.ts';
import { attackTechnique } from '../../tables/attack.ts';
import { textsOf } from './item-values.ts';

export interface TechniqueUse {
  readonly id: string;
  readonly path: ValuePath;
  /** T1234 or T1234.001. */
  readonly isWellFormed: boolean;
  /** Tactics of the parent technique, which is what the service compares; undefined when ATT&CK Enterprise has no such id. */
  readonly tactics: readonly string[] | undefined;
}

export function techniquesOf(item: ContentItem): TechniqueUse[] {
  return ['relevantTechniques', 'techniques', 'subTechniques'].flatMap((field) =>
    textsOf(item, [field]).map(({ value, path }) => {
      const isWellFormed = /^T\d{4}(\.\d{3})?$/.test(value);
      const tactics = isWellFormed ? attackTechnique(value.slice(0, 5))?.tactics : undefined;
      return { id: value, path, isWellFormed, tactics };
    }),
  );
}
