// convert: writes the content of ARM JSON (portal exports, Repositories templates, converter output) as content files.
import { resolve } from 'node:path';
import { exitCodes } from '../diagnostics/user-error.ts';
import { openProject } from '../project/open-project.ts';
import { transferCode } from '../transfer/codes.ts';
import { countResults } from '../transfer/file-result.ts';
import { everyFolder, everyKind } from '../transfer/kind-words.ts';
import { readTemplates } from '../transfer/read-templates.ts';
import { folderTarget, projectTarget } from '../transfer/target.ts';
import { writeFiles } from '../transfer/write-files.ts';
import type { Command } from './command.ts';
import { dryWriteOption, forceWriteOption, writeOptionsOf } from './options.ts';

export const convertCommand: Command = {
  report: 'convert',
  examples: [
    { does: 'a rule that the portal exported', line: 'convert Azure_Sentinel_analytics_rule.json --dry-run' },
  ],
  define: (program) =>
    program
      .command('convert')
      .argument('<file...>', 'JSON files: portal exports, ARM templates, single resources, lists of them')
      .description(`convert ${everyKind} in ARM JSON to content files`)
      .option('--out <dir>', `folder for ${everyFolder} (default: the project)`)
      .addOption(forceWriteOption())
      .addOption(dryWriteOption()),

  async run(args, flags, context) {
    const { items, diagnostics, sourceOf } = readTemplates(context.folder, args[0] as string[]);
    const out = flags.out === undefined ? context.project : resolve(context.folder, flags.out);
    const target = out === context.project ? projectTarget(openProject(context)) : folderTarget(out);
    const options = writeOptionsOf(flags);
    const files = writeFiles(target, items, options);
    const summary = countResults(files);
    const isGood = diagnostics.every(({ severity }) => severity !== 'error') && summary.failed === 0;
    // A template that only names what exists deploys nothing, and nothing is wrong with it.
    const isNothing =
      items.length === 0 &&
      diagnostics.length > 0 &&
      diagnostics.every(({ code }) => code === transferCode('convert/no-content'));
    return {
      report: { kind: 'convert', files, summary, diagnostics, dryRun: options.dryRun, sourceOf },
      exitCode: isNothing ? exitCodes.usage : isGood ? exitCodes.fine : exitCodes.findings,
    };
  },
};
