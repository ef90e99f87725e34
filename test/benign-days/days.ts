// Benign days of a company that works with Git, the same every time: three working days, and what the logs hold of the time before.
import type { Behaviour, Hours, Row } from './behaviour.ts';
import { buildWork } from './builds.ts';
import {
  administrators,
  developers,
  hostAdministrators,
  organisation,
  otherStaff,
  selfHosted,
} from './company.ts';
import { gitWork } from './git.ts';
import { Happening } from './happening.ts';
import { packageWork } from './packages.ts';
import { apps, peopleWork, signInToGitHub } from './people.ts';
import { type Random, randomOf } from './random.ts';
import { serviceWork } from './services.ts';

const minute = 60_000;
const day = 1440 * minute;

/** The first of the days, a Monday. */
export const firstDay = Date.parse('2026-03-02T00:00:00Z');
export const dayCount = 3;
/** Rules with a baseline look back so far before the first day. */
const daysBefore = 14;

/** All that happens on a day, and how often. */
export const behaviours: readonly Behaviour[] = [
  ...gitWork,
  ...serviceWork,
  ...packageWork,
  ...buildWork,
  ...peopleWork,
];

/** Minute of the day; most people work around noon UTC. */
function minuteOf(hours: Hours, random: Random): number {
  if (hours === 'always') return random.between(0, 1439);
  if (hours === 'night') return random.between(60, 299);
  return Math.round(390 + 660 * ((random.next() + random.next() + random.next()) / 3));
}

/** The rows of a behaviour on a day; `share` of its usual number. */
function rowsOf(behaviour: Behaviour, number: number, share: number): readonly Row[] {
  const random = randomOf(`${behaviour.name} on day ${number}`);
  const start = firstDay + number * day;
  return Array.from({ length: Math.max(1, Math.round(behaviour.perDay * share)) }, () => {
    const at = start + minuteOf(behaviour.hours ?? 'work', random) * minute + random.between(0, 59_999);
    const happening = new Happening(random, at);
    behaviour.happens(happening);
    return happening.rows;
  }).flat();
}

/** All rows of a day, from 0. */
export function rowsOfDay(number: number, share = 1): readonly Row[] {
  return behaviours.flatMap((behaviour) => rowsOf(behaviour, number, share));
}

/** What stands in the logs from before: the directory, and every third day a sign-in and some traffic of each developer. */
export function rowsBefore(): readonly Row[] {
  const random = randomOf('before');
  const rows: Row[] = [];
  const happen = (at: number, what: (happening: Happening) => void) => {
    const happening = new Happening(random, at);
    what(happening);
    rows.push(...happening.rows);
  };
  const start = firstDay - daysBefore * day;
  happen(firstDay - 3 * day, (h) => {
    for (const person of [...developers, ...otherStaff, ...administrators]) {
      const isAdmin = administrators.includes(person);
      h.row('IdentityInfo', 0, {
        AccountObjectId: person.objectId,
        AccountUPN: person.upn,
        AccountName: person.account,
        GroupMembership: isAdmin ? ['Domain Admins', 'All staff'] : ['All staff'],
        AssignedRoles: isAdmin ? ['Global Administrator'] : [],
        IsAccountEnabled: true,
      });
    }
  });
  for (const [index, who] of developers.entries()) {
    for (let number = index % 3; number < daysBefore; number += 3) {
      const at = start + number * day + minuteOf('work', random) * minute;
      happen(at, (h) => {
        signInToGitHub(h, who);
        h.signIn(who, apps.devOps, { silent: true, after: 60 });
        if (number % 2 === 0) h.signIn(who, apps.github, { phone: true, after: 7200 });
        h.web(who, 'GET', `https://github.com/${organisation}`, {
          sent: h.random.bytes(40_000),
          received: h.random.bytes(400_000),
        });
        h.web(who, 'GET', `https://${selfHosted}/platform`, { sent: h.random.bytes(9000) });
        if (who.usesSsh) h.ssh(who, 'github.com', h.random.bytes(300_000), h.random.bytes(60_000));
      });
    }
  }
  for (const who of hostAdministrators) happen(start, (h) => signInToGitHub(h, who));
  return rows;
}

/** Table -> its rows as a data folder holds them, in the order of time. */
export function tablesOf(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Readonly<Record<string, unknown>>[]> {
  const tables = new Map<string, Row[]>();
  for (const row of rows) {
    const known = tables.get(row.table);
    if (known === undefined) tables.set(row.table, [row]);
    else known.push(row);
  }
  return new Map(
    Array.from(tables, ([table, ofTable]) => [
      table,
      ofTable
        .sort((a, b) => a.at - b.at)
        .map(({ at, values }) => ({
          TimeGenerated: new Date(at).toISOString(),
          _IngestionTime: new Date(at + arrivesAfter(at)).toISOString(),
          ...values,
        })),
    ]),
  );
}

/** Rows arrive after a minute or four; a few are late. */
function arrivesAfter(at: number): number {
  const chance = randomOf(String(at)).next();
  return Math.round((chance < 0.97 ? 1 + 3 * chance : 5 + 400 * (chance - 0.97)) * minute);
}
