// What a shell completes: commands, their flags, and the values of flags that take one of a few.
import { execFileSync } from 'node:child_process';
import { Command as CommanderCommand } from 'commander';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/commands/index.ts';
import { startProject } from '../stories/command-line.ts';

const script = async (shell: string) => (await startProject().run(`completion ${shell}`)).stdout;

describe('in bash', () => {
  /** What bash offers for the last of the words. */
  async function offered(...words: readonly string[]): Promise<readonly string[]> {
    const ask =
      'words=("$@"); COMP_WORDS=("${words[@]}"); COMP_CWORD=$(($# - 1)); _sentinel_sync; printf "%s\\n" "${COMPREPLY[@]}"';
    const text = `${await script('bash')}\n${ask}`;
    return execFileSync('bash', ['-c', text, 'bash', 'sentinel-sync', ...words], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean);
  }

  test('a command by its first letters', async () => {
    expect(await offered('p')).toEqual(['plan', 'promote']);
  });

  test('a flag of the command', async () => {
    expect(await offered('test', '--mu')).toEqual(['--mutate', '--mutation-record']);
    expect(await offered('plan', 'x.json', '--env')).toEqual(['--environment']);
  });

  test('a value of a flag, and a word for an argument', async () => {
    expect(await offered('lint', '--format', 's')).toEqual(['sarif']);
    expect(await offered('new', 'r')).toEqual(['rule']);
  });

  test('nothing where the command is none', async () => {
    expect(await offered('nothing', '--')).toEqual([]);
  });
});

test.each(['bash', 'zsh', 'fish'])('%s knows every command', async (shell) => {
  const text = await script(shell);
  const program = new CommanderCommand();
  for (const command of commands) command.define(program);
  const names = program.commands.map((one) => one.name());
  expect(names).toHaveLength(commands.length);
  for (const name of names) expect(text).toMatch(new RegExp(`\\b${name}\\b`));
});

test('another shell is refused', async () => {
  const { code, stderr } = await startProject().run('completion cmd');
  expect(code).toBe(3);
  expect(stderr).toContain('bash, zsh, fish');
});
