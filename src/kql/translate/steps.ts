// The steps of a translation: each becomes one CTE that selects only what a later one reads.
import { columnSql, joinSql, listSql, nameSql, type Sql, sql, wholeIn } from './sql.ts';

/** One selected column: a new one with its SQL, or one passed on under its own name. */
export interface Item {
  readonly name: string;
  readonly sql: Sql;
  /** Selected instead where nothing reads more of a dynamic than values inside it: a text of the same JSON. */
  readonly inner?: Sql | undefined;
  /** Selected even if nothing reads it: `unnest` makes rows, and an aggregate without keys makes one. */
  readonly makesRows?: boolean;
}

/** `select <items> from <from> <rest>`; `rest` holds where, group by, qualify, order by, limit. */
export interface Arm {
  readonly items: readonly Item[];
  readonly from: Sql;
  readonly rest?: Sql | undefined;
}

interface StepOptions {
  /** `select distinct`: every item counts, so none is left out. */
  readonly distinct?: boolean;
}

interface Rendered {
  readonly sql: Sql;
  readonly used: ReadonlySet<string>;
  /** Those of them that something reads as they are, not only a value inside. */
  readonly whole: ReadonlySet<string>;
  /** Columns that are read but that no step makes: the text depends on rows outside of it. */
  readonly unbound: readonly string[];
}

export interface Steps {
  /** A new generated column name (`c12`), unique in the translation. */
  newColumn(): string;
  /** Adds a step and gives the relation it makes; several arms are a `union all` with the same item names. */
  add(arms: readonly Arm[], options?: StepOptions): Sql;
  /** `with r0 as (...), ... <final>`, and the columns anything reads. */
  render(final: Sql): Rendered;
}

interface Step {
  readonly name: Sql;
  readonly arms: readonly Arm[];
  readonly distinct: boolean;
}

/** Items that pass columns on unchanged. */
export function passOn(names: readonly string[], relation?: string): Item[] {
  return names.map((name) => ({ name, sql: columnSql(name, relation) }));
}

/** `spend` counts every column of every step. */
export function createSteps(spend: (steps: number) => void): Steps {
  const steps: Step[] = [];
  let columns = 0;
  return {
    newColumn: () => `c${columns++}`,
    add(arms, options = {}) {
      for (const { items } of arms) spend(1 + items.length);
      const name = nameSql(`r${steps.length}`);
      steps.push({ name, arms, distinct: options.distinct ?? false });
      return name;
    },
    render: (final) => {
      spend(steps.length);
      return render(steps, final);
    },
  };
}

/** Walks the steps from the last to the first: a column that no later text reads is never selected. */
function render(steps: readonly Step[], final: Sql): Rendered {
  const columns = new Set<string>();
  const used = new Set(final.columns);
  const whole = new Set(wholeIn(final));
  const reads = new Map<string, number>();
  const noteReads = (text: Sql) => {
    for (const word of wordsOf(text)) reads.set(word, (reads.get(word) ?? 0) + 1);
  };
  noteReads(final);
  const bodies: Body[] = [];
  for (const step of steps.toReversed()) {
    const times = reads.get(step.name.text);
    if (times === undefined) continue;
    for (const arm of step.arms) for (const item of arm.items) columns.add(item.name);
    const arms = step.distinct ? step.arms : step.arms.map((arm) => asRead(arm, whole));
    const cells = Math.max(...arms.map((arm) => selectedItems(arm, step.distinct, used).length));
    const body = joinSql(
      arms.map((arm) => armSql(arm, step.distinct, used)),
      ' union all ',
    );
    for (const arm of arms) for (const name of wholeInArm(arm, step.distinct)) whole.add(name);
    for (const name of body.columns) used.add(name);
    noteReads(body);
    bodies.push({ step, sql: body, cells, isShared: times > 1 });
  }
  const text = bodies.length === 0 ? final : sql`with ${listSql(named(bodies.reverse(), steps))} ${final}`;
  return { sql: text, used, whole, unbound: [...used].filter((name) => !columns.has(name)) };
}

interface Body {
  readonly step: Step;
  readonly sql: Sql;
  /** Columns that it selects. */
  readonly cells: number;
  /** Whether more than one later step reads it. */
  readonly isShared: boolean;
}

/**
 * The columns of one chain of steps. DuckDB gives each column of each of them a buffer of 32 KB, for each thread, as long as the chain
 * runs: a longer one is cut, by keeping the rows in between, which it can put on disk.
 */
const longestChain = 3_000;

/** Names the steps, and cuts chains of them that are too long. */
function named(bodies: readonly Body[], steps: readonly Step[]): Sql[] {
  const chains = new Map<string, number>();
  return bodies.map(({ step, sql: body, cells, isShared }) => {
    const before = wordsOf(body).map((name) => chains.get(name) ?? 0);
    const chain = (keepsRows(body) ? 0 : Math.max(0, ...before)) + cells;
    const isCut = chain > longestChain;
    chains.set(step.name.text, isCut || isShared ? 0 : chain);
    if (isCut) return sql`${step.name} as materialized (${body})`;
    return isShared && isPassage(step, steps)
      ? sql`${step.name} as not materialized (${body})`
      : sql`${step.name} as (${body})`;
  });
}

/** A window or a grouping has all rows before it gives the first, and so ends a chain. */
function keepsRows({ text }: Sql): boolean {
  return / over \(| group by |^select distinct /.test(text);
}

/** The arm with texts for the dynamics of which only values inside are read. */
function asRead(arm: Arm, whole: ReadonlySet<string>): Arm {
  if (arm.items.every(({ inner }) => inner === undefined)) return arm;
  const items = arm.items.map((item) =>
    item.inner === undefined || whole.has(item.name) ? item : { ...item, sql: item.inner },
  );
  return { ...arm, items };
}

/** What is only passed on is read as a later step reads it. */
function wholeInArm({ items, from, rest }: Arm, distinct: boolean): string[] {
  const made = items.filter(({ name, sql }) => distinct || sql.text !== name);
  return [...made.map(({ sql }) => sql), from, ...(rest === undefined ? [] : [rest])].flatMap(wholeIn);
}

/** Whether a step only passes columns of a source on. DuckDB keeps the rows of what is read twice; those of a source lie somewhere. */
function isPassage({ arms, distinct }: Step, steps: readonly Step[]): boolean {
  const [arm, ...others] = arms;
  if (arm === undefined || others.length > 0 || distinct || (arm.rest?.text ?? '') !== '') return false;
  if (!arm.items.every(({ sql }) => /^c\d+$/.test(sql.text))) return false;
  const below = steps.find(({ name }) => name.text === arm.from.text);
  return below === undefined ? /^t\d+$/.test(arm.from.text) : isPassage(below, steps);
}

function armSql(arm: Arm, distinct: boolean, wanted: ReadonlySet<string>): Sql {
  const items = selectedItems(arm, distinct, wanted);
  const rest = arm.rest === undefined || arm.rest.text === '' ? sql`` : sql` ${arm.rest}`;
  const selected = items.length === 0 ? [sql`1 as none`] : items.map(itemSql);
  return sql`select ${distinct ? sql`distinct ` : sql``}${listSql(selected)} from ${arm.from}${rest}`;
}

function selectedItems({ items }: Arm, distinct: boolean, wanted: ReadonlySet<string>): readonly Item[] {
  return distinct ? items : items.filter((item) => item.makesRows === true || wanted.has(item.name));
}

function itemSql(item: Item): Sql {
  if (item.sql.text === item.name) return item.sql;
  return sql`${item.sql} as ${columnSql(item.name)}`;
}

/** Relation names a text may read; a word inside a string literal only keeps a step that was not needed. */
function wordsOf(text: Sql): string[] {
  return text.text.match(/\br\d+\b/g) ?? [];
}
