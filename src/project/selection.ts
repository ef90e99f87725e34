// Opens a project and the part of it that a command line names.
import { functionsIn } from '../content/kinds/kinds.ts';
import { isSameJson } from '../json/json.ts';
import { withFunctions } from '../tables/catalogue.ts';
import { assertContent, type EmptyOptions } from './assert-content.ts';
import { contentPaths } from './named-paths.ts';
import { type OpenedProject, openProject, type ProjectPlace } from './open-project.ts';

export interface Selection {
  /** The whole project, with what was chosen outside its content folders. */
  readonly all: OpenedProject;
  /** The part the command line names; the whole project when it names none. */
  readonly chosen: OpenedProject;
  readonly isPart: boolean;
}

/**
 * The selection with the tables of an earlier one, where the project still gives the same: what was bound against them is known by them.
 */
export function withTablesOf(before: Selection | undefined, selection: Selection): Selection {
  const { all } = selection;
  if (before === undefined || !isSameJson(before.all.given, all.given)) return selection;
  const { bareTables } = before.all;
  const tables = withFunctions(bareTables, functionsIn(all.items));
  return { ...selection, all: { ...all, bareTables, tables } };
}

/**
 * Opens the project and the part of it that `paths` name: duplicates and tests are looked up in the whole.
 * Throws a UserError where there is nothing to look at.
 */
export function openSelection(place: ProjectPlace, paths: readonly string[], empty: EmptyOptions): Selection {
  const all = openProject(place);
  if (paths.length === 0) {
    assertContent(all, empty, place);
    return { all, chosen: all, isPart: false };
  }
  const chosen = openProject(place, contentPaths(all, paths, place));
  const known = new Set(all.items.map(({ file }) => file));
  const items = [...all.items, ...chosen.items.filter(({ file }) => !known.has(file))];
  return { all: { ...all, items }, chosen, isPart: true };
}
