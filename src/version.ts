// The version of this tool, as package.json says it, and what tells one state of its code from another.
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const manifest: { version: string } = require('../package.json');

/** The folder of the package. */
export const toolFolder: string = join(import.meta.dirname, '..');

/** The version of the package. */
export const version: string = manifest.version;

/** Packages whose answers are kept: the parser of KQL and that of YAML. */
const packages = ['@kusto/language-service-next', 'yaml'];

let stamp: string | undefined;

/** A hash of the version, the files of the tool by size and time, and the versions of the packages it reads content with. */
export function toolStamp(): string {
  stamp ??= makeStamp(import.meta.dirname);
  return stamp;
}

function makeStamp(folder: string): string {
  const hash = createHash('sha256').update(version);
  for (const name of packages) hash.update(`\n${name} ${require(`${name}/package.json`).version}`);
  for (const path of (readdirSync(folder, { recursive: true }) as string[]).sort()) {
    const { size, mtimeMs } = statSync(join(folder, path));
    hash.update(`\n${path} ${size} ${mtimeMs}`);
  }
  return hash.digest('hex').slice(0, 16);
}
