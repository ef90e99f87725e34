// Where a path lies.
import { sep } from 'node:path';

/** Whether an absolute path is a folder, or is below it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
