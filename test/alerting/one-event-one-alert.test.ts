// One event, one alert: half of the rules.
import { expect, test } from 'vitest';
import { describePlays } from './edge-plays.ts';
import { playedCases } from './played-cases.ts';

test('there are cases to play', () => {
  expect(playedCases.length).toBeGreaterThan(50);
});

describePlays(0);
