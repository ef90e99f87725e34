// Writes what was found out as Markdown, to be read in a terminal and pasted into an issue.
import type { Row } from './questions.ts';

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');

/** Differs: asked, answered, and not with the default. */
export function differing(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ answer, embedded }) => answer !== undefined && answer !== embedded);
}

/** The table, the measurements, and which defaults to correct. */
export function renderReport(rows: readonly Row[], measured: ReadonlyMap<string, string>): string {
  const asked = rows.filter(({ isAsked }) => isAsked);
  const wrong = differing(rows);
  const open = asked.filter(({ answer }) => answer === undefined);
  const correct = wrong.map(
    ({ behaviour, embedded, answer }) =>
      `- In src/emulator/behaviours.ts, \`${behaviour}\`: the default is \`${embedded}\`, this workspace does \`${answer}\`.`,
  );
  const untold = open.map(({ behaviour, evidence }) => `- \`${behaviour}\`: ${evidence}`);
  return `
| behaviour | embedded workspace | this workspace | evidence |
|---|---|---|---|
${rows.map(line).join('\n')}

| measured | this workspace |
|---|---|
${[...measured].map(([name, seen]) => `| ${name} | ${cell(seen)} |`).join('\n')}

${asked.length} asked: ${asked.length - wrong.length - open.length} as the embedded workspace, ${wrong.length} otherwise, ${open.length} without an answer; ${rows.length - asked.length} not asked.
${section('Defaults to correct:', correct)}${section('Without an answer:', untold)}`;
}

function line({ behaviour, embedded, answer, evidence, isAsked }: Row): string {
  const shown = isAsked
    ? answer === undefined
      ? 'no answer'
      : answer === embedded
        ? answer
        : `**${answer}**`
    : 'not asked';
  return `| \`${behaviour}\` | ${embedded} | ${shown} | ${cell(evidence)} |`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `\n${title}\n\n${lines.join('\n')}\n`;
}
