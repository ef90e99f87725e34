// Operands that the service refuses to bring together although Microsoft's binder lets them pass.
import type { KqlType } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import { constantOf } from './constants.ts';
import { argumentsOf, at, type NodeCheck, type QueryFinding } from './finding.ts';

type TypeRule = (node: Syntax) => QueryFinding | undefined;

const typeOf = (node: Syntax) => (node.result.kind === 'scalar' ? node.result.type : undefined);

const isDynamic = (node: Syntax) => typeOf(node) === 'dynamic';

function mismatch(node: Syntax, message: string, see: string): QueryFinding {
  return at(node, { code: 'kql/mismatched-types', message, see });
}

const dynamicPage = 'scalar-data-types/dynamic';

/** Arithmetic needs to know the type of one side. */
const arithmeticOfDynamics: TypeRule = (node) => {
  const [left, right] = [node.get('Left'), node.get('Right')];
  if (!isDynamic(left) || !isDynamic(right)) return undefined;
  const message = `\`${operatorOf(node)}\` stands between two dynamic values: convert one, for example with tolong()`;
  return mismatch(node, message, dynamicPage);
};

const equalityOfArrays: TypeRule = (node) => {
  if (!isArray(node.get('Left')) || !isArray(node.get('Right'))) return undefined;
  return mismatch(node, `\`${operatorOf(node)}\` does not compare two dynamic arrays`, dynamicPage);
};

function isArray(node: Syntax): boolean {
  const { result } = node;
  return result.kind === 'scalar' && result.shape === 'array';
}

function operatorOf(node: Syntax): string {
  return node.child('Operator')?.text ?? '';
}

const repeatOfDynamic: TypeRule = (call) => {
  const [value] = argumentsOf(call);
  if (value?.result.kind !== 'scalar' || value.result.shape !== 'bag') return undefined;
  return mismatch(value, 'repeat() takes a plain value, not a bag', 'repeat-function');
};

/** The values among which a function chooses; all have to be of one type. */
const choices: Readonly<Record<string, (args: readonly Syntax[]) => readonly Syntax[]>> = {
  case: (args) => args.filter((_, i) => i % 2 === 1 || i === args.length - 1),
  coalesce: (args) => args,
  iff: (args) => args.slice(1),
  iif: (args) => args.slice(1),
};

/** The whole numbers and the reals among which a call chooses; empty where there are not both. */
function mixedChoices(call: Syntax): readonly [whole: readonly Syntax[], real: readonly Syntax[]] | [] {
  const values = choices[call.get('Name').name]?.(argumentsOf(call)) ?? [];
  const of = (...types: readonly KqlType[]) =>
    values.filter((value) => types.some((type) => type === typeOf(value)));
  const [whole, real] = [of('int', 'long'), of('real')];
  return whole.length === 0 || real.length === 0 ? [] : [whole, real];
}

/** Values of a call that is refused where some of them are constants. */
export function mixedNumbersOf(node: Syntax): readonly Syntax[] {
  return node.kind === 'FunctionCallExpression' ? mixedChoices(node).flat() : [];
}

const mixedNumbers: TypeRule = (call) => {
  const name = call.get('Name').name;
  const [whole, real] = mixedChoices(call);
  if (whole === undefined || real === undefined) return undefined;
  // Of columns nothing is recorded: only what two literals show is refused.
  const isCertain = [whole, real].every((some) => some.some((value) => constantOf(value) !== undefined));
  if (!isCertain) return undefined;
  const message = `${name}() chooses between a whole number (\`${whole[0]!.text.slice(0, 40)}\`) and a real: write both as reals`;
  return mismatch(call, message, 'iff-function');
};

const byKind: Readonly<Record<string, TypeRule | undefined>> = {
  AddExpression: arithmeticOfDynamics,
  DivideExpression: arithmeticOfDynamics,
  EqualExpression: equalityOfArrays,
  ModuloExpression: arithmeticOfDynamics,
  MultiplyExpression: arithmeticOfDynamics,
  NotEqualExpression: equalityOfArrays,
  SubtractExpression: arithmeticOfDynamics,
};

const byFunction: Readonly<Record<string, TypeRule | undefined>> = {
  case: mixedNumbers,
  coalesce: mixedNumbers,
  iff: mixedNumbers,
  iif: mixedNumbers,
  repeat: repeatOfDynamic,
};

export const mismatchedTypes: NodeCheck = (node) => {
  if (node.kind !== 'FunctionCallExpression') {
    const finding = byKind[node.kind]?.(node);
    return finding === undefined ? [] : [finding];
  }
  if (node.symbol?.kind !== 'function' || node.symbol.family !== 'scalar') return [];
  const name = node.get('Name').name;
  const finding = Object.hasOwn(byFunction, name) ? byFunction[name]!(node) : undefined;
  return finding === undefined ? [] : [finding];
};
