// The kept result of playing the benign days, rule by rule: alerts a day, what silences those of the default parameters, and what it came of.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ruleSettings } from '../../src/alerting/rule-settings.ts';
import type { ContentItem } from '../../src/content/content-item.ts';
import { resultHash } from '../../src/testing/content-hash.ts';
import { content, tables } from '../detections/cases.ts';
import type { Row } from './behaviour.ts';
import { staffCount } from './company.ts';
import { behaviours, dayCount, firstDay, rowsBefore, rowsOfDay } from './days.ts';
import { companyParameters } from './environment.ts';
import { queryOfCompany } from './play-days.ts';
import { alertsIn, createManyRunner, silencedIn } from './play-many.ts';

const recordFile = fileURLToPath(new URL('../long/benign-days.json', import.meta.url));

/** Alerts a day over all rules: two for each thousand staff. */
export const budget = (2 * staffCount) / 1000;

export interface RuleRecord {
  readonly rule: string;
  /** Of rule, functions, rows, the company's parameters and the engine. */
  readonly hash: string;
  /** Alerts of each day with the company's parameters, as far as the days were played. */
  readonly company: readonly number[];
  /** Alerts of each day with the default ones. */
  readonly default: readonly number[];
  /** Of the alerts with the default parameters, how many one value of a parameter silences; of several parameters the first counts. */
  readonly silencedBy: Readonly<Record<string, number>>;
  /** Titles of those that no parameter silences. */
  readonly unsilenced: readonly string[];
}

export interface DaysRecord {
  /** Events of each day. */
  readonly events: readonly number[];
  /** Behaviour -> how often a day. */
  readonly behaviours: Readonly<Record<string, number>>;
  readonly rules: readonly RuleRecord[];
}

export const rules: readonly ContentItem[] = content.items.filter((item) => ruleSettings(item) !== undefined);

const days = Array.from({ length: dayCount }, (_, number) => rowsOfDay(number));
const all: readonly Row[] = [...rowsBefore(), ...days.flat()];
const rowsHash = createHash('sha256').update(JSON.stringify(all)).digest('hex');
const dayMs = 86_400_000;
/** Rows arrive late by so much at most, and a run starts five minutes after its time. */
const slackMs = dayMs / 24;

/** What the result of a rule depends on. */
export function hashOfDays(item: ContentItem): string {
  const parameters = Object.entries(companyParameters).find(([rule]) => rule === item.slug)?.[1];
  return resultHash(item, tables, { rowsHash, parameters });
}

export const recordedDays: Pick<DaysRecord, 'events' | 'behaviours'> = {
  events: days.map(({ length }) => length),
  behaviours: Object.fromEntries(behaviours.map(({ name, perDay }) => [name, perDay])),
};

export function readRecord(): DaysRecord {
  if (!existsSync(recordFile)) return { ...recordedDays, rules: [] };
  return JSON.parse(readFileSync(recordFile, 'utf8')) as DaysRecord;
}

/** Whether a rule was played over all days, as it is now. */
export function isCurrent(item: ContentItem): boolean {
  const recorded = readRecord().rules.find(({ rule }) => rule === item.slug);
  if (recorded?.hash !== hashOfDays(item)) return false;
  return recorded.company.length === dayCount && recorded.default.length === dayCount;
}

/** Puts what was played into the file, beside what it holds of the other rules. */
export function writeRecord(...played: readonly RuleRecord[]): void {
  const kept = readRecord().rules.filter(
    ({ rule }) => rules.some(({ slug }) => slug === rule) && played.every((one) => one.rule !== rule),
  );
  const sorted = [...kept, ...played].sort((a, b) => (a.rule < b.rule ? -1 : 1));
  writeFileSync(recordFile, `${JSON.stringify({ ...recordedDays, rules: sorted }, undefined, 2)}\n`);
}

export interface PlayedDay {
  readonly alerts: number;
  readonly silencedBy: Readonly<Record<string, number>>;
  readonly unsilenced: readonly string[];
}

/** One rule over one day. What silences an alert is looked for with the default parameters only. */
export async function playDay(
  item: ContentItem,
  number: number,
  parameters: 'company' | 'default',
): Promise<PlayedDay> {
  const given = ruleSettings(item)!;
  const settings =
    parameters === 'company' ? { ...given, query: queryOfCompany(item.slug, given.query) } : given;
  const periodMs = settings.schedule?.periodMs ?? slackMs;
  const from = firstDay + number * dayMs;
  const to = from + dayMs;
  const runner = createManyRunner(
    all.filter(({ at }) => at >= from - periodMs - slackMs && at <= to + slackMs),
  );
  try {
    const alerts = await alertsIn(settings, { runner, from, to });
    if (parameters === 'company') return { alerts: alerts.length, silencedBy: {}, unsilenced: [] };
    const silencers = await silencedIn(settings, alerts, runner);
    const silencedBy: Record<string, number> = {};
    for (const silencer of silencers) {
      if (silencer !== undefined) silencedBy[silencer.parameter] = (silencedBy[silencer.parameter] ?? 0) + 1;
    }
    const unsilenced = alerts.filter((_, index) => silencers[index] === undefined);
    return { alerts: alerts.length, silencedBy, unsilenced: unsilenced.map(({ alert }) => alert.title) };
  } finally {
    runner.close();
  }
}

/** All days of a rule, as the record holds them. */
export function ruleRecord(
  item: ContentItem,
  company: readonly PlayedDay[],
  byDefault: readonly PlayedDay[],
): RuleRecord {
  const silencedBy: Record<string, number> = {};
  for (const day of byDefault) {
    for (const [parameter, count] of Object.entries(day.silencedBy))
      silencedBy[parameter] = (silencedBy[parameter] ?? 0) + count;
  }
  return {
    rule: item.slug,
    hash: hashOfDays(item),
    company: company.map(({ alerts }) => alerts),
    default: byDefault.map(({ alerts }) => alerts),
    silencedBy,
    unsilenced: byDefault.flatMap(({ unsilenced }) => unsilenced),
  };
}
