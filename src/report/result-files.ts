// Reads the results of earlier runs: a file holds what its flag takes, or is refused.
import { existsSync, readFileSync } from 'node:fs';
import { type EvasionRecord, isEvasionRecord } from '../evasion/record.ts';
import { isJsonMap, isListOfMaps, type JsonMap, mapOf } from '../json/json.ts';
import { isMutationRecord, type MutationRecord } from '../mutation/record.ts';
import { loadPlan } from '../plan/saved-plan.ts';
import { reportError } from './codes.ts';
import type { ReportedAlert, ReportedPlan, ReportedSimulation, TestedCases } from './report-input.ts';

/** A file on the command line: where it is, and its name in messages. */
export interface NamedFile {
  readonly path: string;
  readonly file: string;
}

/** A kept record has a usual place, where there need not be one. */
interface RecordFile extends NamedFile {
  readonly isAsked: boolean;
}

/** What `test --mutation-record` keeps; undefined where there is no file and none was asked for. */
export function readMutationRecord(record: RecordFile): MutationRecord | undefined {
  return readRecord(record, isMutationRecord, 'record of test --mutation-record');
}

/** What `test --evasion-record` keeps; undefined where there is no file and none was asked for. */
export function readEvasionRecord(record: RecordFile): EvasionRecord | undefined {
  return readRecord(record, isEvasionRecord, 'record of test --evasion-record');
}

function readRecord<T>(
  { path, file, isAsked }: RecordFile,
  isRecord: (value: unknown) => value is T,
  what: string,
): T | undefined {
  if (!isAsked && !existsSync(path)) return undefined;
  const value = readJson({ path, file }, what);
  if (isRecord(value)) return value;
  throw notAResult(file, what);
}

/** The counts of `test --format json`, by the file of the content item. */
export function readTests(named: NamedFile): ReadonlyMap<string, TestedCases> {
  const what = 'result of test --format json';
  const { rules } = mapOf(readJson(named, what));
  if (!isListOfMaps(rules) || !rules.every(({ file, cases }) => isText(file) && isListOfMaps(cases)))
    throw notAResult(named.file, what);
  return new Map(
    rules.map(({ file, cases }) => {
      const count = (status: string) => (cases as JsonMap[]).filter((one) => one['status'] === status).length;
      return [
        file as string,
        { passed: count('passed'), failed: count('failed'), skipped: count('skipped') },
      ];
    }),
  );
}

/** A plan as `plan --out` saves it. */
export function readPlan({ path, file }: NamedFile): ReportedPlan {
  const plan = loadPlan(path, file);
  const { environment, commit, changes, safety } = plan;
  const isRight =
    [environment, commit].every(isTextOrNone) &&
    changes.every((change) => isChange({ ...change })) &&
    safety.every((one) => isJsonMap(one) && isText(one['message']) && isTextOrNone(one['hint']));
  if (isRight) return plan;
  throw notAResult(file, 'plan of plan --out');
}

function isChange({ action, kind, name, id, fields, ...more }: JsonMap): boolean {
  const { file, status, reason, hint } = more;
  return (
    [action, kind, name, id].every(isText) &&
    [file, status, reason, hint].every(isTextOrNone) &&
    isListOfMaps(fields) &&
    fields.every(isField)
  );
}

function isField({ path, lines }: JsonMap): boolean {
  const isLine = ({ op, text }: JsonMap) => isText(op) && isText(text);
  return isText(path) && (lines === undefined || (isListOfMaps(lines) && lines.every(isLine)));
}

/** A simulation as `simulate --format json` writes it. */
export function readSimulation(named: NamedFile): ReportedSimulation {
  const what = 'result of simulate --format json';
  const value = mapOf(readJson(named, what));
  const { from, to, days, rules, alerts } = value;
  const isRight =
    [from, to].every(isTime) &&
    typeof days === 'number' &&
    isListOfMaps(rules) &&
    rules.every(isRule) &&
    isListOfMaps(alerts) &&
    alerts.every(isAlert);
  if (!isRight) throw notAResult(named.file, what);
  const simulation = value as unknown as Omit<ReportedSimulation, 'byRule'>;
  return { ...simulation, byRule: byRule(simulation.alerts) };
}

function byRule(alerts: readonly ReportedAlert[]): ReportedSimulation['byRule'] {
  const grouped = new Map<string, ReportedAlert[]>();
  for (const alert of alerts) {
    const known = grouped.get(alert.rule);
    if (known === undefined) grouped.set(alert.rule, [alert]);
    else known.push(alert);
  }
  return grouped;
}

function isRule({ id, name, runs, alerts, alertsPerDay, incidents }: JsonMap): boolean {
  const counts = [runs, alerts, alertsPerDay, incidents];
  return isText(id) && isText(name) && counts.every((count) => typeof count === 'number');
}

function isAlert({ rule, at, title, severity, entities }: JsonMap): boolean {
  const isEntity = ({ type, identifiers }: JsonMap) => isText(type) && isJsonMap(identifiers);
  return (
    [rule, title, severity].every(isText) && isTime(at) && isListOfMaps(entities) && entities.every(isEntity)
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || isText(value);
}

function isTime(value: unknown): boolean {
  return isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value));
}

function readJson({ path, file }: NamedFile, what: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw reportError('report/unreadable', `The file cannot be read: ${(cause as Error).message}.`, {
      file,
      cause,
    });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notAResult(file, what, cause);
  }
}

/** A text that is no JSON says where it ceases to be: the cause. */
function notAResult(file: string, what: string, cause?: unknown) {
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  return reportError('report/not-a-result', `${file} is no ${what}${why}.`, { file, cause });
}
