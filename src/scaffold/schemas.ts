// What an editor checks the files of a project with: JSON schemas beside them, and the line in each file that names its schema.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { own } from '../json/json.ts';
import { toolFolder } from '../version.ts';
import type { NewFile } from './new-files.ts';

/** What a schema is of: a kind of content, or another kind of file. */
export type SchemaName = 'analytics-rule' | 'hunting-query' | 'parser' | 'cases' | 'environment' | 'project';

/** In a project. */
const folder = 'schemas';

/** The schemas, as the tool brings them: of another version they are brought up to date. */
export function schemaFiles(): readonly NewFile[] {
  const source = join(toolFolder, 'docs', 'schemas');
  return readdirSync(source)
    .sort()
    .map((name) => {
      const text = readFileSync(join(source, name), 'utf8');
      const title = titleOf(text);
      return { file: `${folder}/${name}`, text, isOfTool: (before) => titleOf(before) === title };
    });
}

/** What a schema says it is of: by this the tool knows its own, whatever their version, from a user's file of the same name. */
function titleOf(text: string): unknown {
  try {
    return own(JSON.parse(text), 'title');
  } catch {
    return undefined;
  }
}

/** Whether a project keeps the schemas. */
export function hasSchemas(projectFolder: string): boolean {
  return existsSync(join(projectFolder, folder));
}

/**
 * The first line of a file, by which the YAML language server of editors finds its schema; ends in a line break.
 * https://github.com/redhat-developer/yaml-language-server#using-inlined-schema
 */
export function modeline(file: string, schema: SchemaName): string {
  const path = posix.relative(posix.dirname(file), `${folder}/${schema}.schema.json`);
  return `# yaml-language-server: $schema=${path.startsWith('.') ? path : `./${path}`}\n`;
}
