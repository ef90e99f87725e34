// The mark a deleted rule leaves in its ownership record: ARM refuses its id for about a day, and nothing else on the workspace remembers.
import { dayMs } from '../content/duration.ts';

/** The window two public deployers report; no Microsoft text gives one (docs/reference/embedded-workspace.md, recently-deleted-window). */
const windowMs = dayMs;

const prefix = 'deleted:';

/** What `customVersion` of the record says of a rule deleted at `at`. Up to the next second: never earlier than the deletion was. */
export function deletionMark(at: Date): string {
  return `${prefix}${isoSeconds(new Date(Math.ceil(at.getTime() / 1000) * 1000))}`;
}

/** When the rule was deleted; undefined for anything that is no mark. */
export function readDeletionMark(customVersion: string | undefined): Date | undefined {
  const iso = /^deleted:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/.exec(customVersion ?? '')?.[1];
  const at = iso === undefined ? undefined : new Date(iso);
  return at === undefined || Number.isNaN(at.getTime()) ? undefined : at;
}

/** From when on ARM takes the id again. */
export function freeAgainAt(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + windowMs);
}

/** Does ARM still refuse the id? */
export function isIdHeld(deletedAt: Date, now: Date): boolean {
  return now.getTime() < freeAgainAt(deletedAt).getTime();
}

/** `2026-11-23T07:30:00Z` */
export function isoSeconds(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, 'Z');
}
