// Functions that look a value up in what only the service has: here in a fixture. Entries as those of scope-functions.ts.
import { type Column, parseColumns } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, nullOf } from '../expression.ts';
import { foundValue, type Lookup, lookedUp } from '../fixtures.ts';
import { argumentNodes, translateArguments, unsupportedCall } from './call-arguments.ts';
import type { ScopeFunction } from './scope-function.ts';

const places: Lookup = {
  keys: ['ip'],
  values: parseColumns('country state city latitude:real longitude:real'),
};

/** What the service knows by a text that is an argument: https://learn.microsoft.com/azure/sentinel/normalization-functions */
const valueByKey = (type: Column['type']): Lookup => ({ keys: ['key'], values: [{ name: 'value', type }] });

function placeOfAddress(node: Syntax, scope: Scope): Expression | undefined {
  const [address] = translateArguments(node, scope) ?? [];
  if (address === undefined) return undefined;
  return lookedUp(address, places, { name: 'geo_info_from_ip_address', node, scope });
}

/** A scalar function of Microsoft Sentinel that no body is known of: what its fixture has for its first argument. */
export function lookedUpByKey(node: Syntax, name: string, scope: Scope): Expression | undefined {
  const [first] = argumentNodes(node);
  const [key] = translateArguments(node, scope) ?? [];
  const { result } = node;
  if (first === undefined || result.kind !== 'scalar') return unsupportedCall(node, scope, name);
  if (key === undefined) return undefined;
  const type = result.type === 'unknown' ? 'dynamic' : result.type;
  const found = lookedUp(key, valueByKey(type), { name, node, scope });
  return found === undefined ? nullOf(type) : foundValue(found, 'value', type);
}

export const lookupFunctions: Readonly<Record<string, ScopeFunction>> = {
  geo_info_from_ip_address: {
    translate: placeOfAddress,
    see: 'geo-info-from-ip-address-function',
    differs: 'Knows the addresses of its fixture alone.',
  },
};
