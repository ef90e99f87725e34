// Mutants that are no change of behaviour, each with the reason: `test/mutation-exclusions.yaml`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readTextFile } from '../content/files/text-file.ts';
import { parseYaml } from '../content/yaml/parse-yaml.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { isJsonMap } from '../json/json.ts';
import { mutationFinding } from './codes.ts';

interface Exclusion {
  /** The file of the content item. */
  readonly item: string;
  /** The id of the mutant. */
  readonly mutant: string;
  readonly reason: string;
  readonly line: number;
  readonly column: number;
}

export interface Exclusions {
  /** Relative to the project. */
  readonly file: string;
  readonly all: readonly Exclusion[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The file's name in the folder of all tests. */
const fileName = 'mutation-exclusions.yaml';

/** Reads the file; a project without one excludes nothing. */
export function readExclusions(projectFolder: string, testFolder: string): Exclusions {
  const file = `${testFolder}/${fileName}`;
  if (!existsSync(join(projectFolder, file))) return { file, all: [], diagnostics: [] };
  const read = readTextFile(join(projectFolder, file), file);
  if ('diagnostic' in read) return { file, all: [], diagnostics: [read.diagnostic] };
  return parseExclusions(read.text, file);
}

/** The exclusions of a text, and what is wrong with it. */
export function parseExclusions(text: string, file: string): Exclusions {
  const { value, source, diagnostics } = parseYaml(text, { file });
  const found = [...diagnostics];
  const entries = isJsonMap(value) ? value['exclusions'] : undefined;
  if (value !== undefined && !Array.isArray(entries))
    found.push(
      mutationFinding('mutation/bad-exclusion', 'The file has no list `exclusions`', {
        file,
        line: 1,
        column: 1,
      }),
    );
  const all = (Array.isArray(entries) ? entries : []).flatMap((entry: unknown, index): Exclusion[] => {
    const at = source.valueAt(['exclusions', index]) ?? { line: 1, column: 1 };
    const { item, mutant, reason } = isJsonMap(entry) ? entry : {};
    const isWhole = [item, mutant, reason].every((one) => typeof one === 'string' && one.trim() !== '');
    if (isWhole) return [{ item: String(item), mutant: String(mutant), reason: String(reason), ...at }];
    found.push(
      mutationFinding('mutation/bad-exclusion', 'An exclusion needs `item`, `mutant` and `reason`', {
        file,
        ...at,
      }),
    );
    return [];
  });
  return { file, all, diagnostics: found };
}
