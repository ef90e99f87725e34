// Reads what an environment changes about content: which items go there, with which switch and severity, and which are locked.
import type { Position } from '../diagnostics/diagnostic.ts';
import { severities } from '../tables/rule-words.ts';
import {
  type ConfigNode,
  configError,
  expectKeys,
  field,
  filledField,
  itemsOf,
  nameOf,
  oneOf,
  requiredField,
} from './config-reader.ts';
import { readSelector, type Selector } from './selector.ts';

/** Which items go to the workspace: those that an `include` chooses (all, when there is none) and no `exclude` does. */
export interface ContentChoice {
  readonly include: readonly Selector[];
  readonly exclude: readonly Selector[];
}

/** One entry of `overrides`; a later entry stands over an earlier one. */
export interface ContentOverride {
  readonly match: Selector;
  /** Of analytics rules. */
  readonly enabled?: boolean | undefined;
  /** Of analytics rules that run a query. */
  readonly severity?: (typeof severities)[number] | undefined;
  /** The workspace's own tuning stands: a plan shows what differs and leaves it. */
  readonly locked?: boolean | undefined;
  readonly at: Position;
}

export const choiceKeys = ['include', 'exclude'] as const;
export const overrideKeys = ['match', 'enabled', 'severity', 'locked'] as const;

/** Reads `content:`. Throws a UserError for anything wrong in it. */
export function readContentChoice(node: ConfigNode): ContentChoice {
  expectKeys(node, choiceKeys);
  const list = (found: ConfigNode | undefined) =>
    found === undefined ? [] : itemsOf(found).map(readSelector);
  // Without the key all content goes there.
  const include = filledField(node, 'include', 'Name what goes there, or remove the key: then all does.');
  return { include: list(include), exclude: list(field(node, 'exclude')) };
}

/** Reads `overrides:`. Throws a UserError for anything wrong in it, and for an entry that overrides nothing. */
export function readOverrides(node: ConfigNode): readonly ContentOverride[] {
  return itemsOf(node).map(readOverride);
}

function readOverride(node: ConfigNode): ContentOverride {
  expectKeys(node, overrideKeys);
  const match = readSelector(requiredField(node, 'match', 'Say for which items: `match: { tag: noisy }`.'));
  const enabled = field(node, 'enabled');
  const severity = field(node, 'severity');
  const locked = field(node, 'locked');
  if (enabled === undefined && severity === undefined && locked === undefined) {
    throw configError(node, 'The entry overrides nothing', { hint: 'Write enabled, severity or locked.' });
  }
  return {
    match,
    enabled: enabled === undefined ? undefined : readSwitch(enabled),
    severity: severity === undefined ? undefined : oneOf(severity, severities),
    locked: locked === undefined ? undefined : readSwitch(locked),
    at: node.document.valueAt(node.path),
  };
}

/** A boolean; the words in quotes count, as a variable gives them. */
function readSwitch(node: ConfigNode): boolean {
  if (node.value === true || node.value === 'true') return true;
  if (node.value === false || node.value === 'false') return false;
  throw configError(node, `${nameOf(node)} must be true or false`, { hint: 'Write true or false.' });
}
