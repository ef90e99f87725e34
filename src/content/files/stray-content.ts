// Finds files that look like content outside the content folders: what a reader may have meant where nothing was found.
import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compareText } from '../../diagnostics/compare-text.ts';
import type { Places } from '../kinds/content-kind.ts';
import { allContentKinds } from '../kinds/kinds.ts';
import { readTextFile } from './text-file.ts';

/** A search that helps with a message may not take longer than the command: more entries than this are not looked at. */
const mostEntries = 5000;

export interface StrayOptions {
  /** Absolute paths of folders whose YAML is known to be something else, such as case files. */
  readonly except?: readonly string[];
  /** Look at every entry, however many there are. */
  readonly isThorough?: boolean;
}

/** Absolute paths of YAML files below `root` that look like content, nearest first. */
export function findStrayContent(
  root: string,
  { except = [], isThorough = false }: StrayOptions = {},
): readonly string[] {
  const files: string[] = [];
  const folders = [root];
  let seen = 0;
  for (const folder of folders) {
    for (const entry of entriesOf(folder)) {
      if (++seen > mostEntries && !isThorough) return files;
      const path = join(folder, entry.name);
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (entry.isDirectory()) {
        if (!except.includes(path)) folders.push(path);
      } else if (entry.isFile() && /\.ya?ml$/i.test(entry.name) && looksLikeContent(path)) files.push(path);
    }
  }
  return files;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => compareText(a.name, b.name));
  } catch {
    // What cannot be read cannot be recommended.
    return [];
  }
}

/** The keys of the top level under which files of any kind have it, as published files spell them. */
function keysFor(what: keyof Places): string {
  const keys = allContentKinds.flatMap(({ fields, places }) => {
    const [key = ''] = places[what];
    return [key, ...(fields[key]?.aliases ?? [])];
  });
  return [...new Set(keys)].join('|');
}

const queryKeys = keysFor('query');
const nameKeys = keysFor('name');

function looksLikeContent(path: string): boolean {
  const read = readTextFile(path, path);
  if ('diagnostic' in read) return false;
  const has = (keys: string) => new RegExp(`^(${keys}):`, 'm').test(read.text);
  return (
    has('queryFrequency') || (has(queryKeys) && has(`kind|severity|tactics|relevantTechniques|${nameKeys}`))
  );
}
