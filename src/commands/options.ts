// Flags that several commands share, so that they read and mean the same everywhere.
import { type Command as CommanderCommand, Option } from 'commander';
import { UserError } from '../diagnostics/user-error.ts';
import { lengthOf } from '../testing/relative-time.ts';
import type { WriteOptions } from '../transfer/write-files.ts';
import { seedWays } from '../workspace/query-runner.ts';
import type { Flags } from './command.ts';

export function environmentOption(): Option {
  return new Option(
    '-e, --environment <name>',
    'environments/NAME.yaml (default: local, the embedded workspace)',
  );
}

export function evidenceOption(): Option {
  return new Option('--evidence <file>', 'where evidence is kept (default: .sentinel-sync/evidence.jsonl)');
}

export function evidenceRunOption(): Option {
  return new Option(
    '--evidence-run <id>',
    'count evidence only of this workflow run, such as $GITHUB_RUN_ID: what passed the gate was gathered there',
  );
}

export function asOption(): Option {
  return new Option(
    '--as <name>',
    "take the content as another environment makes it: evidence then opens that environment's gate",
  );
}

export function auditOption(): Option {
  return new Option(
    '--audit <file>',
    'where the record of each apply is kept (default: .sentinel-sync/audit.jsonl)',
  );
}

export function refOption(): Option {
  return new Option(
    '--ref <commit>',
    'take the content of this commit, under the gates of today: a rollback',
  );
}

export function forceWriteOption(): Option {
  return new Option('--force', 'write over files whose text no commit holds');
}

export function dryWriteOption(): Option {
  return new Option('--dry-run', 'show what would be written; write nothing');
}

/** Of the two flags above. */
export function writeOptionsOf(flags: Flags): WriteOptions {
  return { force: flags['force'] === true, dryRun: flags['dryRun'] === true };
}

export function allowEmptyOption(): Option {
  return new Option(
    '--allow-empty',
    'go on where there is no content, or nothing to test: else that is an error',
  );
}

export function seedOption(): Option {
  return new Option('--seed <way>', 'put seed rows in front of the query, or write them into test tables')
    .choices([...seedWays])
    .default('prologue');
}

const defaultWait = '15m';

export function waitOption(): Option {
  return new Option(
    '--wait <time>',
    `how long rows may take until they can be queried, such as 90s or 15m (default: ${defaultWait})`,
  );
}

/** Milliseconds of --wait. Throws a UserError for what is no length of time. */
export function waitMsOf({ wait = defaultWait }: Flags): number {
  const length = lengthOf(wait);
  if (length !== undefined) return length;
  throw new UserError(`--wait '${wait}' is no length of time.`, {
    code: 'cli/usage',
    hint: 'Write it as 90s, 15m or 1h.',
  });
}

export function pruneOptions(command: CommanderCommand): CommanderCommand {
  return command
    .option('--prune', 'delete what this repository deployed and no longer has a file for')
    .option(
      '--recreate',
      'delete what this repository deployed under a former id, once the item stands under the new one',
    )
    .option('--max-deletes <n>', 'the most items one apply may delete: a number, or a share such as 10%');
}
