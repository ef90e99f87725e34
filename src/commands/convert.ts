// convert: writes the content of ARM JSON (portal exports, Repositories templates, converter output) as content files.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTemplate, type TemplateItem } from '../content/arm-template.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import { openProject } from '../project/open-project.ts';
import { createStyle } from '../reporters/style.ts';
import { renderDiagnostic } from '../reporters/text-diagnostics.ts';
import type { Command, CommandContext } from './command.ts';
import { dryWriteOption, forceWriteOption, writeOptionsOf } from './options.ts';
import { displayNameOf, folderTarget, type IncomingItem, projectTarget, writeFiles } from './write-files.ts';
import { countResults, fileLines } from './written-files.ts';

export const convertCommand: Command = {
  define: (program) =>
    program
      .command('convert')
      .argument('<file...>', 'JSON files: portal exports, ARM templates, single resources, lists of them')
      .description('write analytics rules and hunting queries of ARM JSON as content files')
      .option('--out <dir>', 'folder for analytics-rules/ and hunting-queries/ (default: the project)')
      .addOption(forceWriteOption())
      .addOption(dryWriteOption()),

  async run(args, flags, context) {
    const read = (args[0] as string[]).map((file) => readOne(file, context));
    const items = read.flatMap(({ items }) => items);
    const repeated = repeatedIds(read);
    const diagnostics = [...read.flatMap((each) => each.diagnostics), ...repeated];
    const out = typeof flags['out'] === 'string' ? resolve(context.folder, flags['out']) : undefined;
    const isElsewhere = out !== undefined && out !== context.project;
    const target = isElsewhere ? folderTarget(out) : projectTarget(openProject(context), (item) => item);
    const options = writeOptionsOf(flags);
    const files = repeated.length > 0 ? [] : writeFiles(target, items.map(incoming), options);
    const plain = createStyle(false);
    const sources = new Map(read.map(({ file, text }) => [file, text]));
    const found = diagnostics.map((each) => renderDiagnostic(each, plain, (file) => sources.get(file)));
    const isGood =
      diagnostics.every(({ severity }) => severity !== 'error') && countResults(files).failed === 0;
    // A template that only names what exists deploys nothing, and nothing is wrong with it.
    const isNothing =
      items.length === 0 &&
      diagnostics.length > 0 &&
      diagnostics.every(({ code }) => code === 'convert/no-content');
    return {
      report: {
        kind: 'text',
        text: `${found.join('\n')}${found.length > 0 ? '\n' : ''}${fileLines(files, options.dryRun)}`,
        json: { files, summary: countResults(files), diagnostics, dryRun: options.dryRun },
      },
      exitCode: isNothing ? exitCodes.usage : isGood ? exitCodes.fine : exitCodes.findings,
    };
  },
};

interface ReadFile {
  readonly file: string;
  readonly text: string;
  readonly items: readonly TemplateItem[];
  readonly diagnostics: readonly Diagnostic[];
}

function readOne(file: string, context: CommandContext): ReadFile {
  const text = textOf(file, context);
  return { file, text, ...readTemplate(text, file) };
}

/** UTF-8, or UTF-16 with a byte order mark, as Windows PowerShell writes files. */
function textOf(file: string, context: CommandContext): string {
  const path = resolve(context.folder, file);
  if (!existsSync(path)) {
    throw new UserError(`${file} does not exist.`, {
      code: 'content/no-such-path',
      hint: 'Correct the path.',
    });
  }
  try {
    const bytes = readFileSync(path);
    const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    const reason = { EACCES: 'permission denied', EISDIR: 'it is a folder' }[code] ?? 'it is not UTF-8 text';
    throw new UserError(`The file '${file}' cannot be read: ${reason}.`, {
      code: 'cli/unreadable-file',
      hint: 'Correct the name, or make it readable.',
      cause,
    });
  }
}

/** Two resources of one id would overwrite each other. */
function repeatedIds(read: readonly ReadFile[]): Diagnostic[] {
  const first = new Map<string, string>();
  return read.flatMap(({ file, items }) =>
    items.flatMap(({ kind, id }): Diagnostic[] => {
      const key = `${kind}/${id.toLowerCase()}`;
      const earlier = first.get(key);
      first.set(key, earlier ?? file);
      if (earlier === undefined) return [];
      const message = `The id ${id} is in ${earlier} already; nothing was written`;
      return [
        { code: 'convert/repeated-id', severity: 'error', message, file, hint: 'Convert one of the two.' },
      ];
    }),
  );
}

function incoming({ kind, id, body }: TemplateItem): IncomingItem {
  return { kind, id, name: displayNameOf(body, id), body };
}
