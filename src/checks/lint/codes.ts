// Every code that linting can report.
import { fileCodes } from '../../content/files/file-codes.ts';
import { configCodes } from '../../environments/config-codes.ts';
import { queryCodes } from '../../kql/bind/diagnostic-codes.ts';
import { checks } from '../index.ts';
import { lintCodes } from './lint-codes.ts';

/** All codes, sorted; of the parser's codes those with an entry of their own. */
export function knownCodes(): string[] {
  const tables = [fileCodes, configCodes, queryCodes, lintCodes];
  return [...checks.map((check) => check.code), ...tables.flatMap((table) => Object.keys(table))].sort();
}
