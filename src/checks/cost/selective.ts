// Whether a condition leaves few of the rows, as far as its form tells: it says what a value is, holds or looks like.
import type { Syntax } from '../../kql/syntax.ts';
import { below, calledName } from '../reading/query-view.ts';

const selective =
  /^(?:Equal|EqualTilde|In|InCs|HasAny|HasAll|(?:Has|HasPrefix|HasSuffix|StartsWith|EndsWith|Contains)(?:Cs)?|MatchesRegex|Between|(?:Greater|Less)Than(?:OrEqual)?)Expression$/;

/** Functions that ask of a text whether it is, or holds, an address: `has_ipv4(x, "10.0.0.1")`, `ipv4_is_in_range(x, "10.0.0.0/8")`. */
const asksForAddress = /^(?:has_(?:any_)?ipv4(?:_prefix)?|ipv[46]_is_.*)$/;

/**
 * A filter on time is none here: the window of a rule is always there. Nor is what leaves most rows (`!=`, `isnotempty`). A costly one
 * leaves few rows too: it makes what follows cheaper, not itself.
 * https://learn.microsoft.com/kusto/query/best-practices#reduce-the-amount-of-data-being-processed
 */
export function isSelective(condition: Syntax): boolean {
  switch (condition.kind) {
    case 'ParenthesizedExpression':
      return isSelective(condition.get('Expression'));
    case 'AndExpression':
      return isSelective(condition.get('Left')) || isSelective(condition.get('Right'));
    case 'OrExpression':
      return isSelective(condition.get('Left')) && isSelective(condition.get('Right'));
    case 'FunctionCallExpression':
      return asksForAddress.test(calledName(condition)) && hasColumn(condition);
    case 'NameReference':
      // `where IsActive` is `where IsActive == true`.
      return condition.symbol?.kind === 'column';
    default:
      return selective.test(condition.kind) && hasColumn(condition) && !isOfTime(condition);
  }
}

/** Whether a node reads a column of the row, or any of them. */
export function hasColumn(node: Syntax): boolean {
  return below(node, 'StarExpression').length > 0 || columnsIn(node).length > 0;
}

export function columnsIn(node: Syntax): readonly Syntax[] {
  return below(node, 'NameReference').filter(({ symbol }) => symbol?.kind === 'column');
}

/** Whether a comparison is one of moments or lengths of time. */
export function isOfTime(comparison: Syntax): boolean {
  const sides = [comparison.child('Left'), comparison.child('Right')];
  return sides.some(
    (side) =>
      side?.result.kind === 'scalar' && (side.result.type === 'datetime' || side.result.type === 'timespan'),
  );
}
