// Replaces the functions of the Bridge.NET runtime that binding calls most by faster ones with the same results: they are a quarter of it.

type Class = { readonly $is?: unknown; readonly $literal?: unknown } & object;

/** The parts of `bridge.min.js` that are replaced. */
export interface BridgeRuntime {
  readonly Bridge: {
    is(value: unknown, type: Class, withoutOwnTest?: boolean, nullable?: boolean): boolean;
    ref(target: unknown, key: unknown): { v: unknown };
    getTypeAlias(type: unknown): string;
  };
  readonly System: {
    readonly Array: {
      getCount(list: unknown, type?: object): number;
      getItem(list: unknown, index: number, type?: object): unknown;
    };
  };
}

/** Replaces them once, when the runtime is loaded. */
export function hasten({ Bridge, System }: BridgeRuntime): void {
  rememberTypeTests(Bridge);
  makeReferencesOfOneShape(Bridge);
  nameMembersOnce(Bridge, System.Array);
}

/** Whether an object is of a type depends on its class alone, unless the type has a test of its own. */
function rememberTypeTests(Bridge: BridgeRuntime['Bridge']): void {
  const { is } = Bridge;
  const byClass = new Map<unknown, Map<Class, boolean>>();
  Bridge.is = (value, type, withoutOwnTest, nullable) => {
    const itsClass = plainClassOf(value);
    if (itsClass === undefined || !type || type.$is || type.$literal || withoutOwnTest === true)
      return is(value, type, withoutOwnTest, nullable);
    const known = byClass.get(itsClass) ?? new Map<Class, boolean>();
    const before = known.get(type);
    if (before !== undefined) return before;
    const answer = is(value, type, withoutOwnTest, nullable);
    byClass.set(itsClass, known.set(type, answer));
    return answer;
  };
}

/** Undefined for a boxed value, an array and a bare object, which carry their type with them. */
function plainClassOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { constructor: itsClass, $boxed } = value as { constructor: unknown; $boxed?: unknown };
  return $boxed || itsClass === Object || itsClass === Array ? undefined : itsClass;
}

/** `out` and `ref` arguments: an object with a property defined anew for each of them is slow to make and to read. */
function makeReferencesOfOneShape(Bridge: BridgeRuntime['Bridge']): void {
  const { ref } = Bridge;
  Bridge.ref = (target, key) =>
    typeof key === 'string' || typeof key === 'number'
      ? new Reference(target as Record<string, unknown>, key)
      : ref(target, key);
}

class Reference {
  readonly #target: Record<string, unknown>;
  readonly #key: string | number;

  constructor(target: Record<string, unknown>, key: string | number) {
    this.#target = target;
    this.#key = key;
  }

  get v(): unknown {
    return this.#target[this.#key];
  }

  set v(value: unknown) {
    this.#target[this.#key] = value;
  }
}

/** Members of interfaces are found by a name that holds the type of the items: it is put together once for each type. */
function nameMembersOnce(Bridge: BridgeRuntime['Bridge'], lists: BridgeRuntime['System']['Array']): void {
  const { getCount, getItem } = lists;
  const memberOf = (interfaceName: string, member: string) => {
    const names = new Map<object, string>();
    return (list: unknown, type: object): unknown => {
      let name = names.get(type);
      if (name === undefined) {
        name = `System$Collections$Generic$${interfaceName}$1$${Bridge.getTypeAlias(type)}$${member}`;
        names.set(type, name);
      }
      return (list as Record<string, unknown>)[name];
    };
  };
  const countOf = memberOf('ICollection', 'getCount');
  const countIn = memberOf('ICollection', 'Count');
  const itemOf = memberOf('IList', 'getItem');
  lists.getCount = (list, type) => {
    if (Array.isArray(list)) return list.length;
    if (!isObject(list) || !type) return getCount(list, type);
    const member = countOf(list, type);
    if (typeof member === 'function') return member.call(list);
    const count = 'System$Collections$ICollection$getCount' in list ? undefined : countIn(list, type);
    return typeof count === 'number' ? count : getCount(list, type);
  };
  lists.getItem = (list, index, type) => {
    if (!type) return getItem(list, index, type);
    if (Array.isArray(list)) return list[index];
    const member = isObject(list) ? itemOf(list, type) : undefined;
    return typeof member === 'function' ? member.call(list, index) : getItem(list, index, type);
  };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
