// One event, one alert: each case around the edge of a run, with each delay in turn. Every phase with every delay: test/long.
import { afterAll, describe, expect, test } from 'vitest';
import { closeRunner, delays, minute, play, playedCases } from './played-cases.ts';

afterAll(closeRunner);

/** A run just before, at, and just after the moment at which the last row arrives. */
const edges = [-minute, 0, minute];

test('there are cases to play', () => {
  expect(playedCases.length).toBeGreaterThan(50);
});

describe.each(playedCases.map((one, index) => [one.slug, one.clock, one.name, one, index] as const))(
  '%s, now() by %s: %s',
  (_slug, _clock, _name, one, index) => {
    const delay = delays[index % delays.length]!;
    const edge = edges[Math.floor(index / delays.length) % edges.length]!;

    test(`${delay / minute} minutes late, ${edge / minute} minutes from the edge`, async () => {
      const phase = (one.lastArrivalMs + delay + edge) % one.frequencyMs;
      const { count, runs } = await play(one, phase, delay);
      expect(count, runs).toBe(one.expected);
    });
  },
);
