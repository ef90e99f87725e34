// Cases around the edge of a run, with each delay in turn; the plays of a rule run together. Every case and phase with every delay: test/long.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  closeRunner,
  delays,
  minute,
  type Played,
  type PlayedCase,
  play,
  playedCases,
} from './played-cases.ts';

/** A run just before, at, and just after the moment at which the last row arrives. */
const edges = [-minute, 0, minute];

/** Cases with the same parameters share their statements; a few cost as much as many, and are left to test/long. */
const fewest = 10;

/** Of the cases of a rule with the same parameters every second one, the clocks in turn: all of them, in every phase, are played by test/long. */
const played = [...withSameQuery(playedCases).values()]
  .filter((alike) => alike.length >= fewest)
  .flatMap((alike) => alike.filter((_, index) => index % 8 === 0 || index % 8 === 5));

function withSameQuery(cases: readonly PlayedCase[]): ReadonlyMap<string, PlayedCase[]> {
  const alike = new Map<string, PlayedCase[]>();
  for (const one of cases) alike.set(one.settings.query, [...(alike.get(one.settings.query) ?? []), one]);
  return alike;
}

const plays = played.map((one, index) => {
  const delay = delays[index % delays.length]!;
  const edge = edges[Math.floor(index / delays.length) % edges.length]!;
  return { one, delay, edge, phase: (one.lastArrivalMs + delay + edge) % one.frequencyMs };
});

const slugs = [...new Set(played.map(({ slug }) => slug))];

/** So many files have the plays, that every worker has some. */
const parts = 2;

/** One event, one alert: the plays of every second rule. */
export function describePlays(part: number): void {
  afterAll(closeRunner);
  describe.each(slugs.filter((_, index) => index % parts === part))('%s', (slug) => {
    const own = plays.filter(({ one }) => one.slug === slug);
    let outcomes: readonly Played[] = [];
    beforeAll(async () => {
      outcomes = await Promise.all(own.map(({ one, phase, delay }) => play(one, phase, delay)));
    }, 300_000);

    test.each(
      own.map(({ one, delay, edge }, index) => {
        const when = `${delay / minute} minutes late, ${edge / minute} minutes from the edge`;
        return [one.clock, one.name, when, index, one.expected] as const;
      }),
    )('now() by %s: %s: %s', (_clock, _name, _when, index, expected) => {
      const { count, runs } = outcomes[index]!;
      expect(count, runs).toBe(expected);
    });
  });
}
