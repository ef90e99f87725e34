// The codes of queries that cannot be translated, and of parameters that cannot be set: what each means and what to do about it.
import { type Codes, codeIn } from '../diagnostics/codes.ts';
import { queryCodes } from './bind/codes.ts';

const rewrite =
  'Rewrite it, or test this query with validate on a real workspace; docs/reference/kql.md says what runs here.';

export const kqlCodes = {
  'kql/defender-only': {
    summary: 'The query reads what only Defender advanced hunting has; a workspace refuses it.',
    hint: 'Run it in the Defender portal, or use the tables that the workspace has.',
    severity: 'warning',
  },
  'kql/no-fixture': {
    summary: 'The query reads rows that no table holds, and nobody gave them as a fixture: there are none.',
    hint: 'Give them in the folder fixtures, or under `fixtures:` of a case.',
    severity: 'warning',
  },
  'kql/no-result': {
    summary: 'The query ends without a tabular result.',
    hint: 'End it with a tabular expression.',
  },
  'kql/parameter-type': {
    summary: 'A parameter is set to a value of another type than its default.',
    hint: 'Give a value of the type of the default.',
  },
  'kql/undeclared-column': {
    summary:
      'A custom log or AzureDiagnostics is asked for a column that nothing known has: it is empty here.',
    hint: 'Describe the table in tables/<Table>.json, or correct the name.',
    severity: 'warning',
  },
  'kql/unknown-parameter': {
    summary:
      'A parameter is set that the query does not declare between `// parameters` and the next blank line.',
    hint: 'Correct the name.',
  },
  'kql/unsupported-aggregate': {
    summary: 'The aggregate is correct KQL that the embedded engine cannot run; Azure can.',
    hint: rewrite,
  },
  'kql/unsupported-form': {
    summary:
      'This form of an operator or function is correct KQL that the embedded engine cannot run; Azure can.',
    hint: rewrite,
  },
  'kql/unsupported-function': {
    summary: 'The function is correct KQL that the embedded engine cannot run; Azure can.',
    hint: rewrite,
  },
  'kql/unsupported-operator': {
    summary: 'The operator is correct KQL that the embedded engine cannot run; Azure can.',
    hint: rewrite,
  },
  'kql/unsupported-plugin': {
    summary: 'The plugin is correct KQL that the embedded engine cannot run; Azure may.',
    hint: rewrite,
  },
  'kql/unsupported-scalar-operator': {
    summary: 'The scalar operator is correct KQL that the embedded engine cannot run; Azure can.',
    hint: rewrite,
  },
  'kql/unsupported-source': {
    summary: 'The source of rows is correct KQL that the embedded engine cannot read.',
    hint: 'Seed a table instead, or test this query with validate on a real workspace; docs/reference/kql.md says what runs here.',
  },
  'kql/unsupported-statement': {
    summary: 'The statement is one the embedded engine cannot run.',
    hint: 'Write it as a let statement or a query.',
  },
} as const satisfies Codes;

/** Names a code of this table or of the binder's. */
export const kqlCode = codeIn({ ...queryCodes, ...kqlCodes });
