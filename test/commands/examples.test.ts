// The examples of the help are command lines that the tool takes.
import { Command as CommanderCommand } from 'commander';
import { expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { addReportOptions } from '../../src/commands/report-formats.ts';
import { startProject } from '../stories/command-line.ts';

const examples = commands.flatMap((command) =>
  command.examples.map(({ line }) => [line, command.define(new CommanderCommand()).name()] as const),
);

/** The words of a line of a shell, up to where it redirects. */
function wordsOf(line: string): readonly string[] {
  const words = line.matchAll(/'([^']*)'|"([^"]*)"|(>)|([^\s'">]+)/g);
  const found = Array.from(words, ([, single, double, redirect, plain]) =>
    redirect === undefined ? (single ?? double ?? plain!) : undefined,
  );
  const end = found.indexOf(undefined);
  return (end < 0 ? found : found.slice(0, end)) as readonly string[];
}

test.each(examples)('%s', async (line, name) => {
  const called: string[] = [];
  const program = new CommanderCommand().exitOverride().configureOutput({ writeErr: () => {} });
  for (const command of commands) {
    const defined = command.define(program);
    addReportOptions(defined, command.report);
    defined.action(() => void called.push(defined.name()));
  }
  await program.parseAsync([...wordsOf(line)], { from: 'user' });
  expect(called).toEqual([name]);
});

test('every command has one', () => {
  const without = commands.filter(({ examples }) => examples.length === 0);
  expect(without).toEqual([]);
});

test.each(commands.map((command) => command.define(new CommanderCommand()).name()))(
  'the help of %s keeps within a narrow terminal, but for its examples',
  async (name) => {
    const { stdout } = await startProject().run(`${name} --help`, { width: 60 });
    const [help] = stdout.split(/\nExamples?:\n/) as [string];
    expect(help.split('\n').filter((line) => line.length > 60)).toEqual([]);
  },
);
