// ATT&CK techniques: one list in YAML, two in ARM.
import type { JsonMap } from '../../json/json.ts';
import type { Field } from './field.ts';
import { officialWord } from './words.ts';

export interface SplitTechniques {
  /** `T1593`: parents only, each once. ARM refuses anything longer here. */
  readonly techniques: readonly string[];
  /** `T1593.003`. */
  readonly subTechniques: readonly string[];
}

/** The keys that list techniques: YAML's own, and the two of portal exports. */
export const techniqueKeys = ['relevantTechniques', 'techniques', 'subTechniques'] as const;

const technique = { type: 'techniques', meaning: '' } as const satisfies Field;

/**
 * `T1593.003` gives technique T1593 and sub-technique T1593.003; order of first mention, no doubles. Whatever has no dot goes to
 * `techniques` as it is, so that a misspelt one is refused rather than lost.
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/28801
 */
function splitTechniques(listed: readonly unknown[]): SplitTechniques {
  const all = listed.map((one) => officialWord(technique, String(one).trim()));
  return {
    techniques: [...new Set(all.map((one) => one.split('.')[0]!))],
    subTechniques: [...new Set(all.filter((one) => one.includes('.')))],
  };
}

/** What a file says of techniques; undefined when it says nothing. */
export function statedTechniques(values: JsonMap): SplitTechniques | undefined {
  const stated = techniqueKeys
    .map((key) => values[key])
    .filter((value) => value !== undefined && value !== null);
  return stated.length === 0 ? undefined : splitTechniques(stated.flat());
}

/** A sub-technique names its technique too, so the technique itself is written only where it has no sub-technique. */
export function joinTechniques(
  techniques: readonly unknown[],
  subTechniques: readonly unknown[],
): readonly unknown[] {
  const parent = (sub: unknown) => String(sub).split('.')[0];
  const ofTechnique = techniques.flatMap((one) => {
    const below = subTechniques.filter((sub) => parent(sub) === one);
    return below.length > 0 ? below : [one];
  });
  return [...new Set([...ofTechnique, ...subTechniques])];
}
