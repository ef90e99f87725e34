// Works out the few template expressions that exports of content use: texts, parameters, variables, and functions that join them.

/** What an expression may refer to; undefined for a name that has no value in the file. */
export interface Scope {
  parameter(name: string): unknown;
  variable(name: string): unknown;
}

/** A part of a joined text that is not known, such as the name of the workspace. */
const unknown = Symbol('unknown');

/**
 * The value of a text of a template. A text in brackets is an expression, one that begins with two is not.
 * `problem` says what cannot be worked out. https://learn.microsoft.com/azure/azure-resource-manager/templates/template-expressions
 */
export function evaluate(
  text: string,
  scope: Scope,
): { readonly value: unknown } | { readonly problem: string } {
  if (!isExpression(text))
    return { value: text.startsWith('[[') && text.endsWith(']') ? text.slice(1) : text };
  const parsed = parse(text.slice(1, -1));
  if (parsed === undefined) return { problem: `${clip(text)} is not an expression this tool reads` };
  const value = resultOf(parsed, scope);
  return value === undefined || value === unknown || isMixed(value)
    ? { problem: `${clip(text)} cannot be worked out from the file alone` }
    : { value };
}

/** Whether Resource Manager works the text out rather than taking it as it is. */
export function isExpression(text: string): boolean {
  return text.startsWith('[') && !text.startsWith('[[') && text.endsWith(']');
}

/** The last segment of a resource name; the workspace in front of it may be unknown. Undefined when the segment itself is. */
export function lastSegment(text: string, scope: Scope): string | undefined {
  const parsed = isExpression(text) ? parse(text.slice(1, -1)) : undefined;
  const value = isExpression(text) ? parsed && resultOf(parsed, scope) : text;
  const parts = isMixed(value) ? value.parts : [value];
  const last = parts.at(-1);
  if (typeof last !== 'string') return undefined;
  const slash = last.lastIndexOf('/');
  if (slash < 0 && parts.length > 1) return undefined;
  return last.slice(slash + 1) || undefined;
}

type Expression =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Expression[] };

function parse(source: string): Expression | undefined {
  const tokens = source.match(/'(?:[^']|'')*'|[A-Za-z_][\w.]*|[(),]|\S/g) ?? [];
  let at = 0;
  const expression = (): Expression | undefined => {
    const token = tokens[at++];
    if (token === undefined) return undefined;
    if (token.startsWith("'") && token.length > 1) {
      return { type: 'text', value: token.slice(1, -1).replaceAll("''", "'") };
    }
    if (!/^[A-Za-z_]/.test(token) || tokens[at++] !== '(') return undefined;
    const args: Expression[] = [];
    if (tokens[at] === ')') at++;
    else {
      let separator: string | undefined;
      do {
        const arg = expression();
        if (arg === undefined) return undefined;
        args.push(arg);
        separator = tokens[at++];
      } while (separator === ',');
      if (separator !== ')') return undefined;
    }
    return { type: 'call', name: token.toLowerCase(), args };
  };
  const parsed = expression();
  return at === tokens.length ? parsed : undefined;
}

/** Joined text of which parts are unknown. */
interface Mixed {
  readonly parts: readonly unknown[];
}

function isMixed(value: unknown): value is Mixed {
  return typeof value === 'object' && value !== null && 'parts' in value && 'isMixed' in value;
}

function resultOf(expression: Expression, scope: Scope): unknown {
  if (expression.type === 'text') return expression.value;
  const args = expression.args.map((arg) => resultOf(arg, scope) ?? unknown);
  const [first] = args;
  switch (expression.name) {
    case 'parameters':
      return typeof first === 'string' ? (scope.parameter(first) ?? unknown) : unknown;
    case 'variables':
      return typeof first === 'string' ? (scope.variable(first) ?? unknown) : unknown;
    case 'concat':
      return join(args);
    case 'format':
      return typeof first === 'string' ? join(formatParts(first, args.slice(1))) : unknown;
    case 'tolower':
      return typeof first === 'string' ? first.toLowerCase() : unknown;
    case 'resourceid':
      return join(['', ...args].flatMap((arg, i) => (i > 1 ? ['/', arg] : [arg])));
    default:
      return unknown;
  }
}

function formatParts(pattern: string, values: readonly unknown[]): unknown[] {
  return pattern
    .split(/(\{\d+\})/)
    .filter((part) => part !== '')
    .map((part) => (/^\{\d+\}$/.test(part) ? (values[Number(part.slice(1, -1))] ?? unknown) : part));
}

function join(values: readonly unknown[]): unknown {
  const parts: unknown[] = [];
  for (const value of values.flatMap((each) => (isMixed(each) ? each.parts : [each]))) {
    const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
    if (typeof text === 'string' && typeof parts.at(-1) === 'string') parts.push(`${parts.pop()}${text}`);
    else parts.push(text);
  }
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return { isMixed: true, parts };
}

function clip(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}
