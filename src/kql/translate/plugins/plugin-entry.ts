// What the table of plugins holds for each name that evaluate may call.

import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import type { Relation } from '../relation.ts';

export interface PluginEntry {
  /** Slug of the official page: `bag-unpack-plugin`. */
  readonly see: string;
  readonly differs?: string | undefined;
  /** `call` is the plugin's call, `node` the evaluate operator with its result schema; undefined when reported as unsupported. */
  translate(call: Syntax, input: Relation | undefined, scope: Scope, node: Syntax): Relation | undefined;
}

/** Arguments by name or position. */
export function pluginArguments(call: Syntax): {
  at(place: number, name?: string): Syntax | undefined;
  all: readonly Syntax[];
} {
  const nodes = call.child('ArgumentList')?.list('Expressions') ?? [];
  const named = new Map(
    nodes
      .filter((node) => node.kind === 'SimpleNamedExpression')
      .map((node) => [node.get('Name').name, node.get('Expression')]),
  );
  const positional = nodes.filter((node) => node.kind !== 'SimpleNamedExpression');
  return { all: nodes, at: (place, name = '') => named.get(name) ?? positional[place] };
}
