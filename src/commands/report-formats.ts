// Which formats a command offers with --format, and the files it writes besides with --report.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Command as CommanderCommand, Option } from 'commander';
import { exitCodes } from '../diagnostics/user-error.ts';
import { assertNoSource } from '../project/output-file.ts';
import { type Format, formatsFor, type ReportKind, reporters } from '../reporters/index.ts';
import { commandError } from './codes.ts';

/** A file that is to hold the report, and in which format. */
export interface ReportFile {
  readonly format: Format;
  readonly file: string;
}

/** Adds --format and --report with the formats of a kind of report: others are refused before the command runs. */
export function addReportOptions(command: CommanderCommand, kind: ReportKind): void {
  const name = command.name();
  const formats = formatsFor(kind);
  const format = new Option('--format <format>', 'output format').choices([...formats]).default('text');
  const report = new Option('--report <format=file>', 'also write the result to a file; repeatable');
  command.addOption(format.argParser((value: string) => parseFormat(value, name, formats)));
  command.addOption(
    report.argParser((value: string, before: readonly ReportFile[] | undefined) => [
      ...(before ?? []),
      parseReport(value, name, formats),
    ]),
  );
}

function parseFormat(value: string, command: string, formats: readonly Format[]): Format {
  const format = formats.find((one) => one === value);
  if (format !== undefined) return format;
  const known = Object.hasOwn(reporters, value);
  const what = known ? `${command} has no form in the format ${value}` : `There is no format ${value}`;
  const hint = `Choose one of ${formats.join(', ')}.`;
  throw commandError('cli/no-such-format', `${what}; nothing was run.`, { hint });
}

function parseReport(value: string, command: string, formats: readonly Format[]): ReportFile {
  const at = value.indexOf('=');
  const file = value.slice(at + 1);
  if (at > 0 && file !== '') return { format: parseFormat(value.slice(0, at), command, formats), file };
  throw commandError('cli/usage', `--report '${value}' does not name a format and a file.`, {
    hint: `Write it as --report ${formats[0]}=report.txt.`,
  });
}

/** Throws a UserError where a report would be written over a file of the user's: known before the command does its work. */
export function assertReportFiles(folder: string, files: readonly ReportFile[]): void {
  for (const { file } of files) assertNoSource(resolve(folder, file), file);
}

/** Writes a report's text; its folder is made. Throws a UserError when it cannot be written. */
export function writeReport(folder: string, file: string, text: string): void {
  const path = resolve(folder, file);
  assertNoSource(path, file);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (cause) {
    throw commandError(
      'cli/unwritable-report',
      `The report cannot be written: ${(cause as Error).message}.`,
      { file, hint: 'Name a file in a folder that is writable.', exitCode: exitCodes.notRecorded, cause },
    );
  }
}
