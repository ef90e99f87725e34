// Finds what the workspace already holds under another id: an item of the same display name, a function of the same name, or a rule made
// from the template whose id a file has.
import type { RawResource } from '../workspace/workspace.ts';
import type { DesiredItem } from './desired.ts';
import type { PlanInput } from './plan-input.ts';
import type { WorkspaceView } from './workspace-view.ts';

interface Twin {
  readonly resource: RawResource;
  readonly key: string;
  readonly by: 'function' | 'name' | 'template';
  /** This repository's own, under an id that no file has any more. */
  readonly isOurs: boolean;
}

/** Answers the twin of an item that the workspace does not hold under its own id; a template stands over a function, a function over a name. */
export type FindTwin = (item: DesiredItem) => Twin | undefined;

/** Indexes what no file speaks for. Display names are compared without regard to case and outer blanks. */
export function twinsIn(input: PlanInput, view: WorkspaceView): FindTwin {
  const spokenFor = new Set(input.desired.map((item) => view.keyOf(item)));
  const byName = new Map<string, Twin>();
  const byTemplate = new Map<string, Twin>();
  const byFunction = new Map<string, Twin>();
  for (const [key, resource] of view.items) {
    const kind = view.kindOf(key);
    if (kind === undefined || spokenFor.has(key)) continue;
    const isOurs = view.isOwned(key);
    const index = (map: Map<string, Twin>, text: unknown, by: Twin['by']) => {
      if (typeof text !== 'string' || text === '') return;
      const at = `${kind.kind}/${folded(text)}`;
      // Several of one name: our own first, so that it is not left behind for another's.
      if (!map.has(at) || (isOurs && map.get(at)?.isOurs !== true))
        map.set(at, { resource, key, by, isOurs });
    };
    index(byName, resource.properties['displayName'], 'name');
    for (const name of kind.gives?.(resource) ?? []) index(byFunction, name, 'function');
    index(byTemplate, resource.properties['alertRuleTemplateName'], 'template');
  }
  const find = (map: Map<string, Twin>, item: DesiredItem, text: string) =>
    map.get(`${item.kind}/${folded(text)}`);
  return (item) => {
    const [ofFunction] = (input.kinds[item.kind].gives?.(item.body) ?? []).flatMap(
      (name) => find(byFunction, item, name) ?? [],
    );
    return find(byTemplate, item, item.id) ?? ofFunction ?? find(byName, item, item.name);
  };
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}
