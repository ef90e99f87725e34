// completion: prints what a shell needs to complete commands, flags and the values of flags.
import { Argument, type Command as CommanderCommand } from 'commander';
import { exitCodes } from '../diagnostics/user-error.ts';
import type { Command } from './command.ts';

/** Where it goes, by the shell. */
const places: Readonly<Record<string, string>> = {
  bash: 'completion bash >> ~/.bashrc',
  zsh: 'completion zsh >> ~/.zshrc',
  fish: 'completion fish > ~/.config/fish/completions/sentinel-sync.fish',
};

/** Of the call that runs: what all commands say of themselves is known when the last of them is defined. */
let program: CommanderCommand | undefined;

export const completionCommand: Command = {
  report: 'completion',
  withoutProject: true,
  examples: Object.entries(places).map(([shell, line]) => ({ does: `for ${shell}`, line })),
  define: (whole) => {
    program = whole;
    return whole
      .command('completion')
      .addArgument(new Argument('<shell>', 'the shell to complete in').choices(Object.keys(places)))
      .description('print a script that completes commands and flags in a shell');
  },

  async run(args) {
    const shell = String(args[0]);
    const commands = wordsOf(program!);
    const script = shell === 'fish' ? fish(commands) : `${shell === 'zsh' ? zshHead : ''}${bash(commands)}`;
    return { report: { kind: 'completion', shell, script }, exitCode: exitCodes.fine };
  },
};

interface Words {
  readonly command: string;
  readonly about: string;
  readonly flags: readonly FlagWords[];
  /** What its first argument may be, where that is one of a few words. */
  readonly choices: readonly string[];
}

interface FlagWords {
  readonly long: string;
  readonly short: string | undefined;
  readonly about: string;
  readonly values: readonly string[];
}

function wordsOf({ commands }: CommanderCommand): readonly Words[] {
  return commands.map((one) => ({
    command: one.name(),
    about: one.description(),
    choices: one.registeredArguments[0]?.argChoices ?? [],
    flags: one.options.flatMap(({ long, short, description, argChoices }) =>
      long == null ? [] : [{ long, short: short ?? undefined, about: description, values: argChoices ?? [] }],
    ),
  }));
}

/** zsh reads the completions of bash: https://zsh.sourceforge.io/Doc/Release/Completion-System.html */
const zshHead = 'autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit\n';

/** https://www.gnu.org/software/bash/manual/html_node/Programmable-Completion-Builtins.html */
function bash(commands: readonly Words[]): string {
  const values = commands.flatMap(({ command, flags }) =>
    flags
      .filter((flag) => flag.values.length > 0)
      .map(({ long, values }) => `    '${command} ${long}') words='${values.join(' ')}' ;;\n`),
  );
  const words = commands.map(
    ({ command, flags, choices }) =>
      `      ${command}) words='${[...choices, ...flags.map(({ long }) => long)].join(' ')}' ;;\n`,
  );
  return `_sentinel_sync() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W '${commands.map(({ command }) => command).join(' ')}' -- "$word"))
    return
  fi
  case "$command $before" in
${values.join('')}    *) case "$command" in
${words.join('')}    esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _sentinel_sync sentinel-sync
`;
}

/** https://fishshell.com/docs/current/completions.html */
function fish(commands: readonly Words[]): string {
  const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const lines = commands.flatMap(({ command, about, flags, choices }) => [
    `complete -c sentinel-sync -n __fish_use_subcommand -a ${command} -d ${quoted(about)}`,
    ...(choices.length === 0
      ? []
      : [
          `complete -c sentinel-sync -n '__fish_seen_subcommand_from ${command}' -a ${quoted(choices.join(' '))}`,
        ]),
    ...flags.map(({ long, short, about: what, values }) => {
      const name = `-l ${long.slice(2)}${short === undefined ? '' : ` -s ${short.slice(1)}`}`;
      const choice = values.length === 0 ? '' : ` -x -a ${quoted(values.join(' '))}`;
      return `complete -c sentinel-sync -n '__fish_seen_subcommand_from ${command}' ${name}${choice} -d ${quoted(what)}`;
    }),
  ]);
  return `${lines.join('\n')}\n`;
}
