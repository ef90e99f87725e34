// Flags that several commands share, so that they read and mean the same everywhere.
import { type Command as CommanderCommand, Option } from 'commander';
import { lengthOf } from '../content/duration.ts';
import { seedWays } from '../rows/query-runner.ts';
import type { WriteOptions } from '../transfer/write-files.ts';
import { commandError } from './codes.ts';
import type { Flags } from './command.ts';

export function environmentOption(): Option {
  return new Option(
    '-e, --environment <name>',
    'environments/NAME.yaml (default: local, the embedded workspace)',
  );
}

export function environmentsOption(): Option {
  return new Option(
    '-e, --environment <name>',
    "environments/NAME.yaml, or several: 'prod-*', or names with commas (default: local, the embedded workspace)",
  );
}

export function evidenceOption(): Option {
  return new Option('--evidence <file>', 'evidence file (default: .sentinel-sync/evidence.jsonl)');
}

export function evidenceRunOption(): Option {
  return new Option(
    '--evidence-run <id>',
    'accept evidence from this workflow run only, such as $GITHUB_RUN_ID',
  );
}

export function asOption(): Option {
  return new Option(
    '--as <name>',
    "use the content as another environment configures it; the evidence then counts for that environment's gate",
  );
}

export function auditOption(): Option {
  return new Option('--audit <file>', 'audit log of every apply (default: .sentinel-sync/audit.jsonl)');
}

export function refOption(): Option {
  return new Option('--ref <commit>', 'use the content of this commit under the current gates (rollback)');
}

export function forceWriteOption(): Option {
  return new Option('--force', 'overwrite files with uncommitted changes');
}

export function dryWriteOption(): Option {
  return new Option('--dry-run', 'show what would be written; write nothing');
}

/** Of the two flags above. */
export function writeOptionsOf(flags: Flags): WriteOptions {
  return { force: flags['force'] === true, dryRun: flags['dryRun'] === true };
}

export function maxFindingsOption(): Option {
  const option = new Option(
    '--max-findings <n>',
    'show the gravest n findings as text, and count the others',
  );
  return option.argParser((value: string) => {
    if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
    throw commandError('cli/usage', `--max-findings '${value}' is not a number of findings.`, {
      hint: 'Write a whole number of at least 1, such as --max-findings 20.',
    });
  });
}

export function maxCostOption(): Option {
  const option = new Option(
    '--max-cost <points>',
    'report queries that cost more points (default: maxQueryCost of the project file)',
  );
  return option.argParser((value: string) => {
    if (/^\d{1,9}$/.test(value)) return Number(value);
    throw commandError('cli/usage', `--max-cost '${value}' is not a number of points.`, {
      hint: 'Write a whole number, such as --max-cost 40.',
    });
  });
}

export function allowEmptyOption(): Option {
  return new Option('--allow-empty', 'do not fail when there is no content or nothing to test');
}

export function seedOption(): Option {
  return new Option('--seed <way>', 'pass seed rows as a prologue of the query, or write them to test tables')
    .choices([...seedWays])
    .default('prologue');
}

const defaultWait = '15m';

export function waitOption(): Option {
  return new Option(
    '--wait <time>',
    `how long to wait until seed rows can be queried, such as 90s or 15m (default: ${defaultWait})`,
  );
}

/** Milliseconds of --wait. Throws a UserError for what is no length of time. */
export function waitMsOf({ wait = defaultWait }: Flags): number {
  const length = lengthOf(wait);
  if (length !== undefined) return length;
  throw commandError('cli/usage', `--wait '${wait}' is no length of time.`, {
    hint: 'Write it as 90s, 15m or 1h.',
  });
}

export function pruneOptions(command: CommanderCommand): CommanderCommand {
  return command
    .option('--prune', 'delete items that this repository deployed and no longer has a file for')
    .option(
      '--recreate',
      'delete items that this repository deployed under a former id, once they exist under the new one',
    )
    .option(
      '--max-deletes <n>',
      'how many items one apply may delete: a number, or a percentage such as 10%',
    );
}
