// contains, has, startswith, endswith, hasprefix, hassuffix, =~, !~, matches regex: with and without case, and negated.

import { invalidPattern } from '../../bind/findings/pattern-faults.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, knownString } from '../expression.ts';
import type { TermRule } from '../native/terms.ts';
import { kustoPattern, plannable } from '../regex/pattern.ts';
import { type Sql, sql, textSql } from '../sql.ts';
import { type OperatorEntry, operands, textOperand, textOperandOnce, truth } from './operand.ts';
import { anyOf, escapeRegex, matches, termMatch } from './patterns.ts';

const termRule =
  'A term is a run of letters and digits of any script, and an edge is asked for only where the searched text ends in one.';

/** SQL that tells whether the left text stands in the given relation to the right one. */
type Test = (text: Expression, part: Expression) => Sql;

function entry(test: Test, see: string, negated: boolean, differs?: string): OperatorEntry {
  return {
    see,
    ...(differs === undefined ? {} : { differs }),
    translate(node: Syntax, scope: Scope) {
      if (node.get('Left').kind === 'StarExpression') return anyColumn(node, scope, test, negated);
      const pair = operands(node, scope);
      if (pair === undefined) return undefined;
      if (pair[1].ofRun !== undefined) return knownLetters(node, scope, pair[1].ofRun);
      const [text, part] = [textOperandOnce(pair[0], scope), textOperand(pair[1], scope)];
      const value = test(text, part);
      return truth(negated ? sql`(not ${value})` : value, [text, part]);
    },
  };
}

/** The letters of a constant are compared by a pattern, which knows more of them than the same in lower case. */
function knownLetters(node: Syntax, scope: Scope, constant: string): undefined {
  const message = 'A comparison of letters with a value of the run is not supported.';
  return scope.query.unsupported({ code: 'kql/unsupported-form', message, node, constant });
}

/** `* has "x"`: true when any column's text passes. */
function anyColumn(node: Syntax, scope: Scope, test: Test, negated: boolean): Expression | undefined {
  const part = scope.query.scalar(node.get('Right'), scope);
  const columns = scope.rows?.relation.columns ?? [];
  if (part === undefined) return undefined;
  const tests = columns.map((column) => {
    const value = scope.rows!.column(column.name)!;
    return test(textOperand(value, scope), textOperand(part, scope));
  });
  const anyTest = anyOf(tests);
  return truth(negated ? sql`(not ${anyTest})` : anyTest, [part], false);
}

const term =
  (rule: TermRule): Test =>
  (text, part) =>
    termMatch(text, part, rule);

const containsIgnoringCase: Test = (text, part) => {
  const known = knownString(part);
  if (known === undefined) return sql`contains(lower(${text.sql}), lower(${part.sql}))`;
  return matches(text.sql, textSql(`(?i)${escapeRegex(known)}`));
};

const startsIgnoringCase: Test = (text, part) => {
  const known = knownString(part);
  if (known === undefined) return sql`starts_with(lower(${text.sql}), lower(${part.sql}))`;
  return matches(text.sql, textSql(`(?i)^${escapeRegex(known)}`));
};

const endsIgnoringCase: Test = (text, part) => sql`ends_with(lower(${text.sql}), lower(${part.sql}))`;

const equalsIgnoringCase: Test = (text, part) => {
  const known = knownString(part);
  const same = sql`lower(${text.sql}) = lower(${part.sql})`;
  // An ASCII text and its match have the same length: the cheap test comes first.
  if (known === undefined || !/^[\x20-\x7e]*$/.test(known)) return sql`(${same})`;
  return sql`(strlen(${text.sql}) = strlen(${part.sql}) and ${same})`;
};

/** A known pattern is read now; another one when the query runs, by the same reader. */
function matchesRegex(node: Syntax, scope: Scope): Expression | undefined {
  const right = node.get('Right');
  const part = scope.query.scalar(right, scope);
  const known = part === undefined ? undefined : knownString(textOperand(part, scope));
  if (known === undefined) return entry(unknownRegex, 'regex', false).translate(node, scope);
  const result = kustoPattern(known);
  if ('pattern' in result) {
    const test: Test = (text) =>
      result.pattern.apply({
        text: text.sql,
        groups: 'none',
        use: (marked, re2) => matches(marked, textSql(plannable(re2))),
      });
    return entry(test, 'regex', false).translate(node, scope);
  }
  const { fault } = result;
  if (fault.isOurs !== true) return scope.query.unsupported({ ...invalidPattern(fault), node: right });
  return scope.query.unsupported({
    code: 'kql/unsupported-scalar-operator',
    message: `matches regex with ${fault.message} in a pattern is not supported.`,
    node: right,
    see: 'regex',
  });
}

const unknownRegex: Test = (text, part) =>
  matches(text.sql, sql`kql_native('regex_for_re2', to_json([${part.sql}])::varchar)`);

const families: readonly (readonly [kind: string, see: string, ignoringCase: Test, caseSensitive: Test])[] = [
  [
    'Contains',
    'contains-operator',
    containsIgnoringCase,
    (text, part) => sql`contains(${text.sql}, ${part.sql})`,
  ],
  [
    'EndsWith',
    'endswith-operator',
    endsIgnoringCase,
    (text, part) => sql`ends_with(${text.sql}, ${part.sql})`,
  ],
  [
    'Has',
    'has-operator',
    term({ before: true, after: true, caseSensitive: false }),
    term({ before: true, after: true, caseSensitive: true }),
  ],
  [
    'HasPrefix',
    'hasprefix-operator',
    term({ before: true, after: false, caseSensitive: false }),
    term({ before: true, after: false, caseSensitive: true }),
  ],
  [
    'HasSuffix',
    'hassuffix-operator',
    term({ before: false, after: true, caseSensitive: false }),
    term({ before: false, after: true, caseSensitive: true }),
  ],
  [
    'StartsWith',
    'startswith-operator',
    startsIgnoringCase,
    (text, part) => sql`starts_with(${text.sql}, ${part.sql})`,
  ],
];

function familyEntries(): Record<string, OperatorEntry> {
  const entries: Record<string, OperatorEntry> = {};
  for (const [kind, see, ignoringCase, caseSensitive] of families) {
    const differs = kind.startsWith('Has') ? termRule : undefined;
    entries[`${kind}Expression`] = entry(ignoringCase, see, false, differs);
    entries[`Not${kind}Expression`] = entry(ignoringCase, `not-${see}`, true, differs);
    entries[`${kind}CsExpression`] = entry(caseSensitive, see.replace('-', '-cs-'), false, differs);
    entries[`Not${kind}CsExpression`] = entry(
      caseSensitive,
      `not-${see.replace('-', '-cs-')}`,
      true,
      differs,
    );
  }
  return entries;
}

export const stringOperators: Readonly<Record<string, OperatorEntry>> = {
  ...familyEntries(),
  BangTildeExpression: entry(equalsIgnoringCase, 'not-equals-operator', true),
  EqualTildeExpression: entry(equalsIgnoringCase, 'equals-operator', false),
  MatchesRegexExpression: {
    see: 'matches-regex-operator',
    differs: 'In a pattern that is no constant `\\b` knows the words of ASCII only.',
    translate: matchesRegex,
  },
};
