// The codes of findings about table schemas.
import { type Codes, findingsOf } from '../diagnostics/codes.ts';

export const tableCodes = {
  'tables/bad-schema': {
    summary: 'A file in tables/ is not a table schema.',
    hint: 'Write {"Name": "My_CL", "Properties": [{"Name": "Host", "Type": "String"}]}.',
  },
} as const satisfies Codes;

/** Makes the findings of this room. */
export const tableFinding = findingsOf(tableCodes);
