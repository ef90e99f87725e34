// What the parser's own codes mean, for readers of `explain`; the codes are Microsoft's, the sentences ours.
import { type Codes, type CodeText, codeIn } from '../../diagnostics/codes.ts';

/** Codes of texts that do not parse; after one of these the tree is a guess. */
export const syntaxCodes: ReadonlySet<string> = new Set([
  'KS001',
  'KS002',
  'KS003',
  'KS004',
  'KS005',
  'KS006',
  'KS174',
  'KS175',
  'KS176',
  'KS198',
  'KS244',
  'KS245',
  'KS246',
]);

/** The codes rules meet in practice; `explain` answers for the rest with the general text. */
export const queryCodes = {
  KS001: {
    summary: 'Something the grammar requires is missing.',
    hint: 'Complete the expression at this place.',
  },
  KS002: { summary: 'A character has no meaning here.', hint: 'Remove the character.' },
  KS003: { summary: 'A token is cut off or misspelt.', hint: 'Correct the token.' },
  KS004: {
    summary: 'A literal is malformed, often a string without its closing quote.',
    hint: 'Close or correct the literal.',
  },
  KS005: {
    summary: 'Another token is expected here.',
    hint: 'Write the expected token, or close what stands open before it.',
  },
  KS006: { summary: 'An expression, name or clause is missing.', hint: 'Write what is missing.' },
  KS106: {
    summary: 'The operator does not work on values of these types.',
    hint: 'Convert one side, for example with tostring() or tolong().',
  },
  KS107: { summary: 'A value of another type is expected.', hint: 'Convert the value to the expected type.' },
  KS108: {
    summary: 'A single value is expected where a table stands.',
    hint: 'Wrap the table in toscalar(), or name a column.',
  },
  KS109: { summary: 'A column name is expected here.', hint: 'Name a column.' },
  KS111: {
    summary: 'A table is expected where a single value stands.',
    hint: 'Name a table, or a let that holds one.',
  },
  KS117: {
    summary: 'A function is named without its parentheses.',
    hint: 'Add the parentheses and the arguments.',
  },
  KS119: {
    summary: 'The function takes another number of arguments.',
    hint: 'Give as many arguments as the function has parameters.',
  },
  KS120: {
    summary: 'The function takes fewer or more arguments.',
    hint: 'Give as many arguments as the function allows.',
  },
  KS121: {
    summary: 'The call has the wrong number of arguments.',
    hint: 'Give as many arguments as the function has parameters.',
  },
  KS122: { summary: 'KQL has no scalar function of this name.', hint: 'Correct the name of the function.' },
  KS123: { summary: 'KQL has no aggregate of this name.', hint: 'Correct the name of the aggregate.' },
  KS124: { summary: 'KQL has no plugin of this name.', hint: 'Correct the name of the plugin.' },
  KS127: {
    summary: 'The function does not take arguments of these types.',
    hint: 'Convert the arguments to the types the function takes.',
  },
  KS128: {
    summary: 'The name is called but is not a function.',
    hint: 'Remove the parentheses, or name a function.',
  },
  KS129: { summary: 'Only a constant may stand here.', hint: 'Use a literal, or a let that holds one.' },
  KS141: {
    summary: 'The expression has a type the operator does not take.',
    hint: 'Convert the expression to an allowed type.',
  },
  KS142: {
    summary: 'No column in scope, table, let or function has this name.',
    hint: 'Correct the name, or add the table to the project’s tables folder when the workspace has it.',
  },
  KS143: {
    summary: 'No function of this name is known.',
    hint: 'Correct the name, or add the function to the project.',
  },
  KS144: {
    summary: 'An aggregate stands outside summarize and its like.',
    hint: 'Move the aggregate into a summarize.',
  },
  KS145: {
    summary: 'A join names a column that one of its sides lacks.',
    hint: 'Join on a column both sides have, or write $left.a == $right.b.',
  },
  KS146: {
    summary: 'The name means more than one column.',
    hint: 'Rename one of the columns before this step.',
  },
  KS171: { summary: 'A column of this name is already declared.', hint: 'Give each column its own name.' },
  KS174: { summary: 'A query cannot begin with this operator.', hint: 'Begin with a table.' },
  KS175: {
    summary: 'The operator may only begin a query.',
    hint: 'Move the operator to the start, or use another.',
  },
  KS176: {
    summary: 'A tabular operator is expected after the pipe.',
    hint: 'Write a tabular operator such as where, extend or summarize.',
  },
  KS177: { summary: 'The operator is not allowed in this place.', hint: 'Move the operator.' },
  KS179: { summary: 'The operator has no parameter of this name.', hint: 'Correct or remove the parameter.' },
  KS181: { summary: 'The name does not mean a table.', hint: 'Name a table.' },
  KS182: {
    summary: 'The join condition has another form than joins take.',
    hint: 'Write a shared column, or $left.a == $right.b.',
  },
  KS198: {
    summary: 'What stands here belongs to nothing before it.',
    hint: 'Remove it, or complete what stands before it.',
  },
  KS199: { summary: 'There are no columns in scope here.', hint: 'Name a table before using columns.' },
  KS201: { summary: 'A let of this name is already declared.', hint: 'Give each let its own name.' },
  KS204: {
    summary: 'No table, tabular let or function has this name.',
    hint: 'Correct the name, or add the table to the project’s tables folder when the workspace has it.',
  },
  KS205: {
    summary: 'A fuzzy union names a table that is not known; the service would drop that arm in silence.',
    hint: 'Correct the name, or add the table to the project’s tables folder when the workspace has it.',
  },
  KS207: {
    summary: 'A cluster is named; its tables are not known here.',
    hint: 'Query the workspace’s own tables.',
  },
  KS208: { summary: 'No database of this name is known.', hint: 'Query the workspace’s own tables.' },
  KS211: {
    summary: 'No function of this name is known.',
    hint: 'Correct the name, or add the function to the project.',
  },
  KS227: {
    summary: 'A join column has different types on the two sides.',
    hint: 'Convert one side before the join.',
  },
  KS233: {
    summary: 'A string, or a dynamic list of strings, is expected.',
    hint: 'Convert the value with tostring().',
  },
  KS241: {
    summary: 'A join key is dynamic, which joins do not take.',
    hint: 'Convert the key, for example with tostring().',
  },
  KS242: {
    summary: 'The join keys have types that cannot be compared.',
    hint: 'Convert one key to the type of the other.',
  },
  'kql/broken-function': {
    summary: 'A function saved in the workspace cannot be used: its text does not bind, or it calls itself.',
    hint: 'Correct the function, then the query that calls it.',
  },
  'kql/constant-result': {
    summary: 'A constant argument makes a function give the same, mostly null, in every row.',
    hint: 'Correct the constant.',
  },
  'kql/invalid-argument': {
    summary: 'A constant argument is none that the function takes: a format, a time zone, a percentile.',
    hint: 'Write a value that the page of the function lists.',
  },
  'kql/invalid-literal': {
    summary:
      'A literal is no value of its type, such as datetime(2026-13-45); the service refuses the query.',
    hint: 'Correct the literal.',
  },
  'kql/invalid-pattern': {
    summary:
      'A regular expression is outside Kusto’s dialect: look-around, back-references and open brackets are not in it.',
    hint: 'Rewrite the pattern with what the page of Kusto’s regular expressions lists.',
  },
  'kql/management-command': {
    summary: 'The text is a management command such as .show; a workspace runs queries only.',
    hint: 'Write a query.',
  },
  'kql/mismatched-types': {
    summary: 'Two values meet whose types the service does not bring together.',
    hint: 'Convert one of them, for example with tolong(), todouble() or tostring().',
  },
  'kql/nested-too-deeply': {
    summary: 'The query is nested more deeply than the parser follows.',
    hint: 'Split the query with let statements.',
  },
  'kql/not-serialized': {
    summary: 'A window function such as row_number() or prev() reads rows that nothing put into an order.',
    hint: 'Put a sort or a serialize before it.',
  },
  'kql/too-complex': {
    summary:
      'The query would become so large, each part as often as it is used, that it is refused before it runs.',
    hint: 'Use a large let less often, or put materialize() around it; shorten long lists.',
  },
  'kql/too-long': {
    summary: 'The text is far longer than any query the service takes.',
    hint: 'Shorten the query.',
  },
  'kql/undocumented-pattern': {
    summary: 'A regular expression leans on what Kusto’s documentation does not describe.',
    hint: 'Escape the character.',
  },
} as const satisfies Codes;

/** Names a code of this table. */
export const queryCode = codeIn(queryCodes);

/** The entry for a code, with a general text for a parser code that has none; undefined for a code that is not the parser's. */
export function textOfQueryCode(code: string): CodeText | undefined {
  if (Object.hasOwn(queryCodes, code)) return queryCodes[code as keyof typeof queryCodes];
  if (!/^KS\d{3}$/.test(code)) return undefined;
  return {
    summary: 'Microsoft’s KQL parser reports this code; its message says what is wrong.',
    hint: 'Correct the query at this place; see the KQL reference.',
  };
}
