// search and find: rows of several tables that hold a term or pass a predicate.
import type { KqlType } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, nullOf, valueSql } from '../expression.ts';
import { viewRows } from '../lambda.ts';
import { knownExpression } from '../literals.ts';
import { columnNamed, type Relation } from '../relation.ts';
import { type OpenRows, openRows } from '../rows.ts';
import { asJson, convert } from '../scalar/conversions.ts';
import { textOperand, truth } from '../scalar/operand.ts';
import { anyOf, escapeRegex, knownTermsMatch, matches } from '../scalar/patterns.ts';
import { listSql, type Sql, sql, textSql } from '../sql.ts';
import { type Output, projection } from './projection.ts';
import { pipedFrom, sourceName } from './source-names.ts';
import { parameterText, refusesBag, type TabularOperator } from './tabular-operator.ts';
import { labelledBy, type NamedRelation, tablesOf, unionOf } from './union-operator.ts';

export const searchOperator: TabularOperator = {
  syntaxKind: 'SearchOperator',
  see: 'search-operator',
  differs: 'A term is looked for in the text form of every column.',
  translate(node, input, scope) {
    const tables = searched('search', node, input, scope);
    const caseSensitive = parameterText(node, 'kind') === 'case_sensitive';
    const matches = tables?.map((table) => ({
      name: table.name,
      relation: filtered(table, node, caseSensitive, scope),
    }));
    if (matches === undefined || matches.some(({ relation }) => relation === undefined)) return undefined;
    return unionOf(matches as NamedRelation[], scope, { source: '$table' });
  },
};

export const findOperator: TabularOperator = {
  syntaxKind: 'FindOperator',
  see: 'find-operator',
  differs: 'Rows that are no table are called `find_arg0` and so on in source_, as search calls them.',
  translate(node, input, scope) {
    const tables = searched('find', node, input, scope);
    const source = parameterText(node, 'withsource') ?? 'source_';
    const matches = tables?.map((table) => {
      const relation = filtered(table, node, false, scope);
      return {
        name: table.name,
        relation: relation === undefined ? undefined : packed(relation, node, source, scope),
      };
    });
    if (matches === undefined || matches.some(({ relation }) => relation === undefined)) return undefined;
    return unionOf(matches as NamedRelation[], scope, { source });
  },
};

/** The piped rows, the listed tables, or every table and view there is. */
function searched(
  operator: string,
  node: Syntax,
  input: Relation | undefined,
  scope: Scope,
): NamedRelation[] | undefined {
  if (input !== undefined) {
    const before = pipedFrom(node);
    const name = (before && sourceName(before, scope)) ?? '';
    return refusesBag(input, node, scope) ? undefined : labelledBy(operator, [[{ name, relation: input }]]);
  }
  const listed = node.child('InClause')?.list('Expressions');
  if (listed === undefined || listed.length === 0) {
    const views = scope.names.views().map((name) => ({ name, relation: viewRows(name, scope) }));
    if (views.some(({ relation }) => relation === undefined)) return undefined;
    const tables = scope.query.allTables.map(({ name, columns }) => ({
      name,
      relation: scope.query.source(name, columns),
    }));
    return [...(views as NamedRelation[]), ...tables];
  }
  const fuzzy = parameterText(node, 'isfuzzy') === 'true';
  const tables = listed.map((item) => tablesOf(item, scope, fuzzy));
  return tables.includes(undefined) ? undefined : labelledBy(operator, tables as NamedRelation[][]);
}

function filtered(
  table: NamedRelation,
  node: Syntax,
  caseSensitive: boolean,
  scope: Scope,
): Relation | undefined {
  const rows = openRows(table.relation, scope.query);
  const symbols = node.result.kind === 'table' ? node.result.columns : [];
  const searchRows: OpenRows = {
    ...rows,
    column(name) {
      if (name === '$table') return knownExpression('string', table.name);
      const missing = symbols.find((symbol) => symbol.name === name)?.type;
      return rows.column(name) ?? nullOf(missing === undefined || missing === 'unknown' ? 'string' : missing);
    },
  };
  const condition = predicate(node.get('Condition'), caseSensitive, {
    ...scope,
    rows: searchRows,
    filter: true,
  });
  if (condition === undefined) return undefined;
  const outputs = table.relation.columns.map((column) => ({ column }));
  return projection(rows, outputs, scope.query, sql`where ${condition.sql}`);
}

/** A bare text is a term in any column, `column:"text"` a term in one; all else is a plain condition. */
function predicate(node: Syntax, caseSensitive: boolean, scope: Scope): Expression | undefined {
  const text = node.stringValue ?? (/^\d+$/.test(node.text) ? node.text : undefined);
  if (text !== undefined) return anyColumn(text, caseSensitive, scope);
  switch (node.kind) {
    case 'StarExpression':
      return knownExpression('bool', true);
    case 'RealLiteralExpression':
      return anyColumn(node.text, caseSensitive, scope, 'string');
    case 'ParenthesizedExpression':
      return predicate(node.get('Expression'), caseSensitive, scope);
    case 'AndExpression':
    case 'OrExpression': {
      const sides = [node.get('Left'), node.get('Right')].map((side) =>
        predicate(side, caseSensitive, scope),
      );
      const [a, b] = sides;
      if (a === undefined || b === undefined) return undefined;
      return truth(
        node.kind === 'AndExpression' ? sql`(${a.sql} and ${b.sql})` : sql`(${a.sql} or ${b.sql})`,
        [a, b],
        true,
      );
    }
    case 'FunctionCallExpression': {
      const [only, ...more] = node.get('ArgumentList').list('Expressions');
      if (node.get('Name').name !== 'not' || only === undefined || more.length > 0) break;
      const inner = predicate(only, caseSensitive, scope);
      return inner && truth(sql`(not coalesce(${inner.sql}, false))`, [inner]);
    }
    case 'SearchExpression': {
      const term = node.get('Right').stringValue;
      if (term === undefined) break;
      if (node.get('Left').kind === 'StarExpression') return anyColumn(term, caseSensitive, scope);
      const column = scope.query.scalar(node.get('Left'), scope);
      if (column === undefined) return undefined;
      return truth(termTest(textOperand(column, scope).sql, term, caseSensitive), [column]);
    }
  }
  const value = scope.query.scalar(node, scope);
  return value === undefined ? undefined : convert(value, 'bool');
}

/** `only` names a type: a bare real is looked for in texts alone, as the engine's recorded answer shows. */
function anyColumn(term: string, caseSensitive: boolean, scope: Scope, only?: KqlType): Expression {
  const rows = scope.rows!;
  const tests = rows.relation.columns
    .filter(({ type }) => only === undefined || type === only)
    .map((column) => termTest(textOperand(rows.column(column.name)!, scope).sql, term, caseSensitive));
  return truth(anyOf(tests), []);
}

/** `abc` is a whole term, `abc*` a prefix, `*abc` a suffix, `*abc*` any part, `a*b` both ends. */
function termTest(text: Sql, term: string, caseSensitive: boolean): Sql {
  const inner = term.replace(/^\*/, '').replace(/\*$/, '');
  const rule = { before: !term.startsWith('*'), after: !term.endsWith('*'), caseSensitive };
  if (inner === '') return sql`true`;
  if (!inner.includes('*')) return knownTermsMatch(text, [inner], rule);
  const flag = caseSensitive ? '(?s)' : '(?is)';
  return matches(text, textSql(flag + inner.split('*').map(escapeRegex).join('.*')));
}

/** The columns the binder names; what else a row has goes into `pack_`. */
function packed(relation: Relation, node: Syntax, source: string, scope: Scope): Relation {
  const symbols = (node.result.kind === 'table' ? node.result.columns : []).filter(
    ({ name }) => name !== source,
  );
  const rows = openRows(relation, scope.query);
  const named = new Set(symbols.map((symbol) => symbol.name));
  const outputs = symbols.flatMap(({ name, type }): Output[] => {
    const column = columnNamed(relation, name);
    if (column !== undefined) return [{ column }];
    if (name === 'pack_') return [{ name, value: packOf(relation, rows, named) }];
    return [{ name, value: nullOf(type === 'unknown' ? 'dynamic' : type) }];
  });
  return projection(rows, outputs, scope.query);
}

function packOf(relation: Relation, rows: OpenRows, named: ReadonlySet<string>): Expression {
  const others = relation.columns.filter((column) => !named.has(column.name));
  const pairs = others.map((column) => {
    const value = rows.column(column.name)!;
    const json = asJson({ ...value, sql: valueSql(value) }).sql;
    const isEmpty = value.type === 'string' ? sql`${valueSql(value)} = ''` : sql`${value.sql} is null`;
    return sql`case when ${isEmpty} then null else struct_pack(k := ${textSql(column.name)}, v := ${json}) end`;
  });
  if (pairs.length === 0) return knownExpression('dynamic', { json: {} });
  const entries = sql`map_from_entries(list_filter([${listSql(pairs)}], lambda e: e is not null))`;
  return { sql: sql`to_json(${entries})`, type: 'dynamic', nullable: false, foldable: false };
}
