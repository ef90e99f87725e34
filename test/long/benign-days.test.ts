// Three benign days through all rules, with the company's parameters: at most two alerts a day for each thousand staff.
import { expect, test } from 'vitest';
import { staffCount } from '../benign-days/company.ts';
import { dayCount, firstDay, rowsBefore, rowsOfDay } from '../benign-days/days.ts';
import { playDays } from '../benign-days/play-days.ts';

const budget = (2 * staffCount) / 1000;
const dayMs = 86_400_000;

test('the alerts of three days keep to the budget', async () => {
  const rows = [
    ...rowsBefore(),
    ...Array.from({ length: dayCount }, (_, number) => rowsOfDay(number)).flat(),
  ];
  const from = new Date(firstDay);
  const { rules } = await playDays({ rows, from, to: new Date(firstDay + dayCount * dayMs) });
  const alerts = rules.flatMap(({ name, alerts: raised }) =>
    raised.map(({ alert }) => `${name}: ${alert.title}`),
  );
  expect(alerts.length, alerts.join('\n')).toBeLessThanOrEqual(budget * dayCount);
}, 7_200_000);
