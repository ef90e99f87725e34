// What an environment changes about content: which items go there, with which switch and severity, and which are locked.
import type { Position } from '../diagnostics/diagnostic.ts';
import { severities } from '../tables/rule-words.ts';
import { configError } from './config-reader.ts';
import {
  choice,
  converted,
  filled,
  list,
  map,
  type Option,
  onOff,
  optional,
  required,
  withDefault,
} from './option.ts';
import { type Selector, selector } from './selector.ts';

/** Which items go to the workspace: those that an `include` chooses (all, when there is none) and no `exclude` does. */
export interface ContentChoice {
  readonly include: readonly Selector[];
  readonly exclude: readonly Selector[];
}

interface OverrideValues {
  readonly match: Selector;
  /** Of analytics rules. */
  readonly enabled?: boolean;
  /** Of analytics rules that run a query. */
  readonly severity?: (typeof severities)[number];
  /** The workspace's own tuning stands: a plan shows what differs and leaves it. */
  readonly locked?: boolean;
}

/** One entry of `overrides`; a later entry stands over an earlier one. */
export interface ContentOverride extends OverrideValues {
  readonly at: Position;
}

/** `content:`. */
export const contentChoice: Option<ContentChoice> = map<ContentChoice>({
  about: 'Which items go there.',
  fields: {
    // Without the key all content goes there.
    include: filled(
      'Name what goes there, or remove the key: then all does.',
      withDefault([], list({ about: 'Only these.', each: selector }), 'all'),
    ),
    exclude: withDefault([], list({ about: 'But not these.', each: selector })),
  },
});

/** `overrides:`. An entry that overrides nothing is refused. */
export const overrides: Option<readonly ContentOverride[]> = list({
  about: 'Switch, severity and lock of the items chosen; a later entry stands over an earlier one.',
  each: converted(
    map<OverrideValues>({
      about: 'One override.',
      least: 2,
      fields: {
        match: required('Say for which items: `match: { tag: noisy }`.', selector),
        enabled: optional("the rule's own", onOff({ about: 'Switch of analytics rules.' })),
        severity: optional(
          "the rule's own",
          choice({ about: 'Severity of analytics rules that run a query.', of: severities }),
        ),
        locked: optional(
          'not locked',
          onOff({
            about: "true: the workspace's own tuning stands; a plan shows what differs and leaves it.",
          }),
        ),
      },
    }),
    (values, node) => {
      const { match, ...changes } = values;
      if (Object.keys(changes).length === 0) {
        throw configError(node, 'The entry overrides nothing', {
          hint: 'Write enabled, severity or locked.',
        });
      }
      return { match, ...changes, at: node.document.valueAt(node.path) };
    },
  ),
});
