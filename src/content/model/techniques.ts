// Splits ATT&CK techniques as YAML lists them into the two lists ARM takes.
import { officialSpelling } from './official-spelling.ts';

export interface SplitTechniques {
  /** `T1593`: parents only, each once. ARM refuses anything longer here. */
  readonly techniques: readonly string[];
  /** `T1593.003`. */
  readonly subTechniques: readonly string[];
}

/**
 * `T1593.003` gives technique T1593 and sub-technique T1593.003; order of first mention, no doubles. Whatever has no dot goes to
 * `techniques` as it is, so that a misspelt one is refused rather than lost.
 * https://github.com/hashicorp/terraform-provider-azurerm/issues/28801
 */
export function splitTechniques(listed: readonly unknown[]): SplitTechniques {
  const all = listed.map((technique) => officialSpelling('techniques', String(technique).trim()));
  return {
    techniques: [...new Set(all.map((technique) => technique.split('.')[0]!))],
    subTechniques: [...new Set(all.filter((technique) => technique.includes('.')))],
  };
}

/**
 * What a file says of techniques under `relevantTechniques` (YAML) or `techniques` and `subTechniques` (portal export);
 * undefined when it says nothing.
 */
export function statedTechniques(values: Readonly<Record<string, unknown>>): SplitTechniques | undefined {
  const stated = [values['relevantTechniques'], values['techniques'], values['subTechniques']].filter(
    (value) => value !== undefined && value !== null,
  );
  return stated.length === 0 ? undefined : splitTechniques(stated.flat());
}
