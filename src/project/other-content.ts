// Names the folders of Sentinel content that this tool does not deploy, so that nobody waits for it to.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { plural } from '../diagnostics/plural.ts';
import type { Project } from '../environments/project.ts';

/** Names of such folders in public repositories, without blanks and hyphens: https://github.com/Azure/Azure-Sentinel */
const folderName = /^(automationrules?|dataconnectors?|playbooks?|summaryrules?|watchlists?|workbooks?)$/;

/** Files that a folder may hold without being content. */
const aside = /^(\.|readme\b)/i;

/**
 * `Not deployed: Playbooks (3 files), watchlists (1 file). ...` of the folders at the top of a project; undefined where there are none,
 * or they are content folders of the project.
 */
export function notDeployed({
  folder,
  contentFolders,
}: Pick<Project, 'folder' | 'contentFolders'>): string | undefined {
  const taken = new Set(contentFolders.map(({ path }) => path.split('/')[0]));
  const found = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !taken.has(entry.name))
    .filter(({ name }) => folderName.test(name.toLowerCase().replaceAll(/[ _-]/g, '')))
    .map(({ name }) => ({ name, files: countFiles(join(folder, name)) }))
    .filter(({ files }) => files > 0);
  if (found.length === 0) return undefined;
  const words = found.map(({ name, files }) => `${name} (${plural(files, 'file')})`).sort();
  return `Not deployed: ${words.join(', ')}. Analytics rules, hunting queries and parsers are.`;
}

function countFiles(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !aside.test(entry.name)).length;
}
