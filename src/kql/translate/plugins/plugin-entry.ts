// What the table of plugins holds for each name that evaluate may call.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Relation } from '../relation.ts';

export interface PluginEntry {
  /** Slug of the official page: `bag-unpack-plugin`. */
  readonly see: string;
  readonly differs?: string | undefined;
  /** Undefined when reported as unsupported. */
  translate(call: PluginCall, scope: Scope): Relation | undefined;
}

export interface PluginCall extends PluginArguments {
  /** The rows piped in. */
  readonly input: Relation;
  readonly call: Syntax;
  /** The evaluate operator with its result schema. */
  readonly node: Syntax;
}

interface PluginArguments {
  /** An argument by name or place. */
  at(place: number, name?: string): Syntax | undefined;
  /** One that must be there: the binder has counted. */
  get(place: number, name?: string): Syntax;
  readonly all: readonly Syntax[];
}

export function pluginArguments(call: Syntax): PluginArguments {
  const nodes = call.child('ArgumentList')?.list('Expressions') ?? [];
  const named = new Map(
    nodes
      .filter((node) => node.kind === 'SimpleNamedExpression')
      .map((node) => [node.get('Name').name, node.get('Expression')]),
  );
  const positional = nodes.filter((node) => node.kind !== 'SimpleNamedExpression');
  const at = (place: number, name = '') => named.get(name) ?? positional[place];
  return {
    all: nodes,
    at,
    get: (place, name) => {
      const argument = at(place, name);
      if (argument === undefined) throw new Error(`${call.text} has no argument ${place}`);
      return argument;
    },
  };
}

/** Reports a call that is not run: "The plugin <name> <how> is not supported." */
export function refusedPlugin(call: Syntax, scope: Scope, how = 'in this form'): undefined {
  const { name } = call.get('Name');
  return scope.query.unsupported({
    code: 'kql/unsupported-plugin',
    message: `The plugin ${name} ${how} is not supported.`,
    node: call,
    see: `${name.replaceAll('_', '-')}-plugin`,
  });
}
