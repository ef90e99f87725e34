// Flags that several commands share, so that they read and mean the same everywhere.
import { type Command as CommanderCommand, Option } from 'commander';

export function environmentOption(): Option {
  return new Option(
    '-e, --environment <name>',
    'environments/NAME.yaml (default: local, the embedded workspace)',
  );
}

export function evidenceOption(): Option {
  return new Option('--evidence <file>', 'where evidence is kept (default: .sentinel-sync/evidence.jsonl)');
}

export function pruneOptions(command: CommanderCommand): CommanderCommand {
  return command
    .option('--prune', 'delete what this repository deployed and no longer has a file for')
    .option('--max-deletes <n>', 'the most items one apply may delete: a number, or a share such as 10%');
}
