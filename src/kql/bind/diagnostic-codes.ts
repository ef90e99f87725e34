// What the parser's own codes mean, for readers of `explain`; the codes are Microsoft's, the sentences ours.

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

export interface QueryCode {
  readonly summary: string;
  readonly fix: string;
}

/** The codes rules meet in practice; `explain` answers for the rest with the general text. */
export const queryCodes = {
  KS001: {
    summary: 'Something the grammar requires is missing.',
    fix: 'Complete the expression at this place.',
  },
  KS002: { summary: 'A character has no meaning here.', fix: 'Remove the character.' },
  KS003: { summary: 'A token is cut off or misspelt.', fix: 'Correct the token.' },
  KS004: {
    summary: 'A literal is malformed, often a string without its closing quote.',
    fix: 'Close or correct the literal.',
  },
  KS005: {
    summary: 'Another token is expected here.',
    fix: 'Write the expected token, or close what stands open before it.',
  },
  KS006: { summary: 'An expression, name or clause is missing.', fix: 'Write what is missing.' },
  KS106: {
    summary: 'The operator does not work on values of these types.',
    fix: 'Convert one side, for example with tostring() or tolong().',
  },
  KS107: { summary: 'A value of another type is expected.', fix: 'Convert the value to the expected type.' },
  KS108: {
    summary: 'A single value is expected where a table stands.',
    fix: 'Wrap the table in toscalar(), or name a column.',
  },
  KS109: { summary: 'A column name is expected here.', fix: 'Name a column.' },
  KS111: {
    summary: 'A table is expected where a single value stands.',
    fix: 'Name a table, or a let that holds one.',
  },
  KS117: {
    summary: 'A function is named without its parentheses.',
    fix: 'Add the parentheses and the arguments.',
  },
  KS119: {
    summary: 'The function takes another number of arguments.',
    fix: 'Give as many arguments as the function has parameters.',
  },
  KS120: {
    summary: 'The function takes fewer or more arguments.',
    fix: 'Give as many arguments as the function allows.',
  },
  KS121: {
    summary: 'The call has the wrong number of arguments.',
    fix: 'Give as many arguments as the function has parameters.',
  },
  KS122: { summary: 'KQL has no scalar function of this name.', fix: 'Correct the name of the function.' },
  KS123: { summary: 'KQL has no aggregate of this name.', fix: 'Correct the name of the aggregate.' },
  KS124: { summary: 'KQL has no plugin of this name.', fix: 'Correct the name of the plugin.' },
  KS127: {
    summary: 'The function does not take arguments of these types.',
    fix: 'Convert the arguments to the types the function takes.',
  },
  KS128: {
    summary: 'The name is called but is not a function.',
    fix: 'Remove the parentheses, or name a function.',
  },
  KS129: { summary: 'Only a constant may stand here.', fix: 'Use a literal, or a let that holds one.' },
  KS141: {
    summary: 'The expression has a type the operator does not take.',
    fix: 'Convert the expression to an allowed type.',
  },
  KS142: {
    summary: 'No column in scope, table, let or function has this name.',
    fix: 'Correct the name, or add the table to the project’s tables folder when the workspace has it.',
  },
  KS143: {
    summary: 'No function of this name is known.',
    fix: 'Correct the name, or add the function to the project.',
  },
  KS144: {
    summary: 'An aggregate stands outside summarize and its like.',
    fix: 'Move the aggregate into a summarize.',
  },
  KS145: {
    summary: 'A join names a column that one of its sides lacks.',
    fix: 'Join on a column both sides have, or write $left.a == $right.b.',
  },
  KS146: {
    summary: 'The name means more than one column.',
    fix: 'Rename one of the columns before this step.',
  },
  KS171: { summary: 'A column of this name is already declared.', fix: 'Give each column its own name.' },
  KS174: { summary: 'A query cannot begin with this operator.', fix: 'Begin with a table.' },
  KS175: {
    summary: 'The operator may only begin a query.',
    fix: 'Move the operator to the start, or use another.',
  },
  KS176: {
    summary: 'A tabular operator is expected after the pipe.',
    fix: 'Write a tabular operator such as where, extend or summarize.',
  },
  KS177: { summary: 'The operator is not allowed in this place.', fix: 'Move the operator.' },
  KS179: { summary: 'The operator has no parameter of this name.', fix: 'Correct or remove the parameter.' },
  KS181: { summary: 'The name does not mean a table.', fix: 'Name a table.' },
  KS182: {
    summary: 'The join condition has another form than joins take.',
    fix: 'Write a shared column, or $left.a == $right.b.',
  },
  KS198: {
    summary: 'What stands here belongs to nothing before it.',
    fix: 'Remove it, or complete what stands before it.',
  },
  KS199: { summary: 'There are no columns in scope here.', fix: 'Name a table before using columns.' },
  KS201: { summary: 'A let of this name is already declared.', fix: 'Give each let its own name.' },
  KS204: {
    summary: 'No table, tabular let or function has this name.',
    fix: 'Correct the name, or add the table to the project’s tables folder when the workspace has it.',
  },
  KS205: {
    summary: 'A fuzzy union names a table that is not known; the service would drop that arm in silence.',
    fix: 'Correct the name, or add the table to the project’s tables folder when the workspace has it.',
  },
  KS207: {
    summary: 'A cluster is named; its tables are not known here.',
    fix: 'Query the workspace’s own tables.',
  },
  KS208: { summary: 'No database of this name is known.', fix: 'Query the workspace’s own tables.' },
  KS211: {
    summary: 'No function of this name is known.',
    fix: 'Correct the name, or add the function to the project.',
  },
  KS227: {
    summary: 'A join column has different types on the two sides.',
    fix: 'Convert one side before the join.',
  },
  KS233: {
    summary: 'A string, or a dynamic list of strings, is expected.',
    fix: 'Convert the value with tostring().',
  },
  KS241: {
    summary: 'A join key is dynamic, which joins do not take.',
    fix: 'Convert the key, for example with tostring().',
  },
  KS242: {
    summary: 'The join keys have types that cannot be compared.',
    fix: 'Convert one key to the type of the other.',
  },
  'kql/broken-function': {
    summary: 'A function saved in the workspace cannot be used: its text does not bind, or it calls itself.',
    fix: 'Correct the function, then the query that calls it.',
  },
  'kql/constant-result': {
    summary: 'A constant argument makes a function give the same, mostly null, in every row.',
    fix: 'Correct the constant.',
  },
  'kql/invalid-argument': {
    summary: 'A constant argument is none that the function takes: a format, a time zone, a percentile.',
    fix: 'Write a value that the page of the function lists.',
  },
  'kql/invalid-literal': {
    summary:
      'A literal is no value of its type, such as datetime(2026-13-45); the service refuses the query.',
    fix: 'Correct the literal.',
  },
  'kql/invalid-pattern': {
    summary:
      'A regular expression is outside Kusto’s dialect: look-around, back-references and open brackets are not in it.',
    fix: 'Rewrite the pattern with what the page of Kusto’s regular expressions lists.',
  },
  'kql/management-command': {
    summary: 'The text is a management command such as .show; a workspace runs queries only.',
    fix: 'Write a query.',
  },
  'kql/mismatched-types': {
    summary: 'Two values meet whose types the service does not bring together.',
    fix: 'Convert one of them, for example with tolong(), todouble() or tostring().',
  },
  'kql/nested-too-deeply': {
    summary: 'The query is nested more deeply than the parser follows.',
    fix: 'Split the query with let statements.',
  },
  'kql/not-serialized': {
    summary: 'A window function such as row_number() or prev() reads rows that nothing put into an order.',
    fix: 'Put a sort or a serialize before it.',
  },
  'kql/too-complex': {
    summary:
      'The query would become so large, each part as often as it is used, that it is refused before it runs.',
    fix: 'Use a large let less often, or put materialize() around it; shorten long lists.',
  },
  'kql/too-long': {
    summary: 'The text is far longer than any query the service takes.',
    fix: 'Shorten the query.',
  },
  'kql/undocumented-pattern': {
    summary: 'A regular expression leans on what Kusto’s documentation does not describe.',
    fix: 'Escape the character.',
  },
} as const satisfies Record<string, QueryCode>;

/** The entry for a code, with a general text for a parser code that has none; undefined for a code that is not the parser's. */
export function queryCode(code: string): QueryCode | undefined {
  if (Object.hasOwn(queryCodes, code)) return queryCodes[code as keyof typeof queryCodes];
  if (!/^KS\d{3}$/.test(code)) return undefined;
  return {
    summary: 'Microsoft’s KQL parser reports this code; its message says what is wrong.',
    fix: 'Correct the query at this place; see the KQL reference.',
  };
}
