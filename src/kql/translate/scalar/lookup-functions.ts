// Functions that look a value up in what only the service has: here in a fixture. Entries as those of scope-functions.ts.
import { type Column, parseColumns } from '../../../tables/schema.ts';
import type { Syntax } from '../../syntax.ts';
import type { Scope } from '../context.ts';
import { type Expression, knownString, nullOf } from '../expression.ts';
import { foundValue, type Lookup, lookedUp } from '../fixtures.ts';
import { listSql, sql, textSql } from '../sql.ts';
import { argumentNodes, translateArguments, unsupportedCall } from './call-arguments.ts';
import type { ScopeFunction } from './scope-function.ts';

const places: Lookup = {
  keys: ['ip'],
  values: parseColumns('country state city latitude:real longitude:real'),
};

/** Key: what the second argument asks for. */
const partsOfUserAgent = { browser: 'Browser', os: 'OperatingSystem', device: 'Device' } as const;

const userAgents: Lookup = {
  keys: ['userAgent'],
  values: Object.values(partsOfUserAgent).map((name): Column => ({ name, type: 'dynamic' })),
};

/** What the service knows by a text that is an argument: https://learn.microsoft.com/azure/sentinel/normalization-functions */
const valueByKey = (type: Column['type']): Lookup => ({ keys: ['key'], values: [{ name: 'value', type }] });

function placeOfAddress(node: Syntax, scope: Scope): Expression | undefined {
  const [address] = translateArguments(node, scope) ?? [];
  if (address === undefined) return undefined;
  return lookedUp(address, places, { name: 'geo_info_from_ip_address', node, scope });
}

function userAgent(node: Syntax, scope: Scope): Expression | undefined {
  const [text, wanted] = translateArguments(node, scope) ?? [];
  if (text === undefined || wanted === undefined) return undefined;
  const value = wanted.known?.value;
  const json = typeof value === 'object' && value !== null ? value.json : knownString(wanted);
  const names = (Array.isArray(json) ? json : [json]).map((one) => String(one).toLowerCase());
  if (names.some((name) => !Object.hasOwn(partsOfUserAgent, name)))
    return unsupportedCall(node, scope, 'parse_user_agent');
  const found = lookedUp(text, userAgents, { name: 'parse_user_agent', node, scope });
  if (found === undefined) return undefined;
  const chosen = names.map((name) => {
    const part = partsOfUserAgent[name as keyof typeof partsOfUserAgent];
    return sql`${textSql(part)}, ${foundValue(found, part, 'dynamic').sql}`;
  });
  const bag = sql`case when ${found.sql} is null then null else json_object(${listSql(chosen)}) end`;
  return { ...found, sql: bag };
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
  parse_user_agent: {
    translate: userAgent,
    see: 'parse-user-agent-function',
    differs: 'Knows the user agents of its fixture alone.',
  },
};
