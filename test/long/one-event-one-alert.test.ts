// One event, one alert: every positive case over every phase of its schedule, in steps of a minute, with every delay.
import { afterAll, describe, expect, test } from 'vitest';
import { closeRunner, delays, minute, play, playedCases } from '../alerting/played-cases.ts';

afterAll(closeRunner);

describe.each(playedCases.map((one) => [one.slug, one.clock, one.name, one] as const))(
  '%s, now() by %s: %s',
  (_slug, _clock, _name, one) => {
    test.each(delays.map((delay) => [delay / minute, delay] as const))(
      '%i minutes late',
      async (_minutes, delay) => {
        for (let phase = 0; phase < one.frequencyMs; phase += minute) {
          const { count, runs } = await play(one, phase, delay);
          expect(count, `phase ${phase / minute} min: ${runs}`).toBe(one.expected);
        }
      },
      600_000,
    );
  },
);
