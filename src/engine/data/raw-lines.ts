// The lines of a text file as a relation.
import { quoteText } from '../sql-types.ts';

/** Of a file whose every record has all its fields, in UTF-8: nothing is guessed. */
export const csvOptions =
  "auto_detect = false, hive_partitioning = false, comment = '', strict_mode = true, null_padding = false";

/** The lines of a file as they are, in the column `line`; an empty one is NULL. Line ends of several kinds are an error. */
export function linesOf(path: string): string {
  return `read_csv([${quoteText(path)}], columns = {'line': 'VARCHAR'}, header = false, ${csvOptions}, delim = '\x01', quote = '', escape = '', nullstr = '')`;
}
