// Loads sentinel-sync.yaml.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readConfigFile, withoutFile } from './config-reader.ts';
import { type Project, projectFileName } from './project.ts';
import { projectFile } from './project-options.ts';

/** Loads `sentinel-sync.yaml` of a project folder; without the file, the defaults. Throws a UserError for anything wrong in it. */
export function loadProject(projectFolder: string): Project {
  const folder = resolve(projectFolder);
  const path = join(folder, projectFileName);
  if (!existsSync(path)) return { folder, ...projectFile.read(withoutFile('project', {}), undefined) };
  const top = readConfigFile(path, projectFileName, 'project');
  return { folder, file: projectFileName, ...projectFile.read(top, undefined) };
}
