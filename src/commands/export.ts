// export: writes what a workspace holds as content files; files that are there already are edited in place.
import { resolve } from 'node:path';
import type { ContentItem } from '../content/content-item.ts';
import { allContentKinds, contentKindDefinitions } from '../content/kinds/kinds.ts';
import { oneLine } from '../diagnostics/harmless.ts';
import { plural } from '../diagnostics/plural.ts';
import { exitCodes, UserError } from '../diagnostics/user-error.ts';
import type { Environment } from '../environments/environment.ts';
import { effectiveItems } from '../plan/effective-item.ts';
import { itemKey, readSnapshot, type Snapshot } from '../plan/snapshot.ts';
import { waitsForTables } from '../plan/waiting.ts';
import { viewWorkspace } from '../plan/workspace-view.ts';
import { nothingFound } from '../project/assert-content.ts';
import { openEnvironment } from '../project/open-environment.ts';
import { type OpenedProject, openProject } from '../project/open-project.ts';
import { withWorkspace } from '../project/open-workspace.ts';
import { ownerOf } from '../project/repository.ts';
import type { Command, CommandContext, Flags, Outcome } from './command.ts';
import { dryWriteOption, environmentOption, forceWriteOption, writeOptionsOf } from './options.ts';
import {
  displayNameOf,
  type FileResult,
  folderTarget,
  type IncomingItem,
  projectTarget,
  type Target,
  writeFiles,
} from './write-files.ts';
import { countResults, fileLines } from './written-files.ts';

export const exportCommand: Command = {
  define: (program) =>
    program
      .command('export')
      .argument('[id...]', 'ids of items on the workspace (default: all that nobody else deploys)')
      .description('write the items of a workspace as content files; existing files are edited in place')
      .addOption(environmentOption())
      .option('--all', 'also what another repository or a solution deploys')
      .option('--out <dir>', 'folder for analytics-rules/ and hunting-queries/ (default: the project)')
      .addOption(forceWriteOption())
      .addOption(dryWriteOption()),

  async run(args, flags, context) {
    const ids = args[0] as string[];
    if (ids.length > 0 && flags['all'] === true) {
      throw new UserError('Both ids and --all are given.', { code: 'cli/usage', hint: 'Give one of them.' });
    }
    const opened = openProject(context);
    const environment = openEnvironment(opened, flags, context);
    const target = targetOf(opened, environment, flags, context);
    const snapshot = await withWorkspace({ ...context, opened, environment }, readSnapshot);
    const found = itemsOf(snapshot, ownerOf(opened));
    const chosen = ids.length > 0 ? withIds(found, ids) : found.filter(({ owner }) => flags['all'] || !owner);
    const options = writeOptionsOf(flags);
    const left = leftOut(snapshot, found, chosen, ids.length > 0);
    if (chosen.length === 0) throw nothingToExport(environment.name, left);
    return outcomeOf(writeFiles(target, chosen, options), left, options.dryRun);
  },
};

interface FoundItem extends IncomingItem {
  /** Another repository, or a solution, that deploys the item. */
  readonly owner: string | undefined;
}

/** The content items of a workspace; functions and other saved searches are none. */
function itemsOf(snapshot: Snapshot, owner: string): readonly FoundItem[] {
  const view = viewWorkspace({ deployed: snapshot, kinds: contentKindDefinitions, owner });
  return allContentKinds.flatMap((definition) =>
    snapshot[definition.collection]
      .filter(definition.isOfKind)
      .map(({ name, kind, properties: deployed }) => {
        const key = itemKey(definition.collection, name);
        const record = view.record(key);
        // Off for want of tables is not what anybody asked for: stated in a file, it would stay off when they come.
        const properties = waitsForTables(view, key) ? { ...deployed, enabled: true } : deployed;
        // What was adopted from another id belongs to the file that speaks for it.
        const id = (record?.owner === owner ? record.contentId : undefined) ?? name;
        const version = record?.resource.properties['version'];
        const body = { kind, properties };
        const known = typeof version === 'string' && version !== '' ? { version } : {};
        const other = record?.owner === owner ? undefined : record?.owner;
        return { kind: definition.kind, id, name: displayNameOf(body, id), body, ...known, owner: other };
      }),
  );
}

function withIds(found: readonly FoundItem[], ids: readonly string[]): readonly FoundItem[] {
  const isNamed = ({ id }: FoundItem, wanted: string) => id.toLowerCase() === wanted.toLowerCase();
  const unknown = ids.find((id) => !found.some((item) => isNamed(item, id)));
  if (unknown === undefined) return found.filter((item) => ids.some((id) => isNamed(item, id)));
  throw new UserError(`The workspace has no analytics rule and no hunting query with the id ${unknown}.`, {
    code: 'export/unknown-id',
    hint: 'Copy the id from plan --format json, or run export without ids.',
  });
}

function targetOf(
  opened: OpenedProject,
  environment: Environment,
  flags: Flags,
  context: CommandContext,
): Target {
  const out = typeof flags['out'] === 'string' ? resolve(context.folder, flags['out']) : undefined;
  if (out !== undefined && out !== opened.project.folder) return folderTarget(out);
  return projectTarget(opened, (item) => effective(item, environment));
}

function effective(item: ContentItem, environment: Environment): ContentItem {
  return effectiveItems([item], environment).items[0] ?? item;
}

interface LeftOut {
  /** Functions and searches of other categories. */
  readonly savedSearches: number;
  /** Owner -> how many of its items. */
  readonly owned: Readonly<Record<string, number>>;
}

function leftOut(
  snapshot: Snapshot,
  found: readonly FoundItem[],
  chosen: readonly FoundItem[],
  byId: boolean,
): LeftOut {
  if (byId) return { savedSearches: 0, owned: {} };
  const taken = new Set(chosen);
  const owners = found.filter((item) => !taken.has(item)).map(({ owner }) => owner ?? '');
  const names = [...new Set(owners)].sort();
  const queries = found.filter(({ kind }) => kind === 'hunting-query').length;
  return {
    savedSearches: snapshot.savedSearches.length - queries,
    owned: Object.fromEntries(names.map((name) => [name, owners.filter((each) => each === name).length])),
  };
}

/** What stands on the workspace and is not written, a sentence for each reason. */
function leftOutWords(left: LeftOut): readonly string[] {
  const words = Object.entries(left.owned).map(
    ([owner, count]) => `Left out: ${plural(count, 'item')} of ${oneLine(owner)}; --all takes them too.`,
  );
  if (left.savedSearches === 0) return words;
  const searches = plural(left.savedSearches, 'saved search').replace(/hs$/, 'hes');
  return [...words, `Left out: ${searches} that are no hunting queries.`];
}

function nothingToExport(environment: string, left: LeftOut): UserError {
  const others = Object.entries(left.owned).map(
    ([owner, count]) => `${plural(count, 'item')} of ${oneLine(owner)} left out`,
  );
  const rest = others.length === 0 ? '' : `: ${others.join(', ')}`;
  return nothingFound(`There is no content to export on the workspace of ${environment}${rest}.`, {
    hint:
      others.length === 0
        ? 'Name the environment of the workspace that holds the content with --environment.'
        : 'Pass --all to take what others deploy too.',
  });
}

function outcomeOf(files: readonly FileResult[], left: LeftOut, isDry: boolean): Outcome {
  const summary = countResults(files);
  const words = leftOutWords(left).map((line) => `${line}\n`);
  return {
    report: {
      kind: 'text',
      text: fileLines(files, isDry) + words.join(''),
      json: { files, summary, leftOut: left, dryRun: isDry },
    },
    exitCode: summary.failed > 0 ? exitCodes.findings : exitCodes.fine,
  };
}
