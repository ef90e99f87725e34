// The options of an environment file.
import { parseDuration } from '../content/duration.ts';
import { type ConfigNode, configError, entriesOf, nameOf, oneOf, valueText } from './config-reader.ts';
import { contentChoice, overrides } from './content-rules.ts';
import {
  type Capacity,
  defaultCapacity,
  type EnvironmentValues,
  evidenceKinds,
  type MissingTablesPolicy,
  missingTablesPolicies,
  type ParameterOverride,
  type Promotion,
} from './environment.ts';
import {
  choice,
  converted,
  count,
  filled,
  list,
  map,
  type Option,
  optional,
  required,
  text,
  withDefault,
  withDefaults,
} from './option.ts';
import { smoke } from './smoke-limits.ts';
import { type TargetContext, workspace } from './workspace-target.ts';

/** What the reading of an environment has to know besides its file. */
export interface EnvironmentContext extends TargetContext {
  /** Names of all environments. */
  readonly known: readonly string[];
}

/** The latest SecurityInsights version with NRT rules, sub-techniques and sentinelEntitiesMappings; the stable one lacks them. */
const defaultApiVersion = '2025-07-01-preview';

const parameters: Option<readonly ParameterOverride[]> = {
  about: 'Parameters of queries: under an id, file name or tag, names and values.',
  form: {
    kind: 'own',
    words: 'names and values, under each item',
    schema: {
      type: 'object',
      additionalProperties: { type: 'object', additionalProperties: parameterSchema() },
    },
  },
  read: readParameters,
};

function parameterSchema() {
  const scalar = { type: ['string', 'number', 'boolean'] };
  return { anyOf: [scalar, { type: 'array', items: scalar }] };
}

function readParameters(node: ConfigNode): readonly ParameterOverride[] {
  return entriesOf(node).flatMap(([item, ofItem]) =>
    entriesOf(ofItem).map(([name, value]) => {
      if (!/^[A-Za-z_]\w*$/.test(name)) {
        const hint = 'Write the name of a `let` of the query.';
        throw configError(value, `${nameOf(value)} cannot be a parameter`, { hint, atKey: true });
      }
      if (!isParameterValue(value.value)) {
        const hint = 'Write a text, a number, true or false, or a list of these.';
        throw configError(value, `${nameOf(value)} has a value no parameter can take`, { hint });
      }
      const text = valueText(value);
      const isWritten = text === JSON.stringify(value.value);
      const at = value.document.keyAt(value.path);
      return { item, name, value: value.value, at, ...(isWritten ? {} : { shown: text }) };
    }),
  );
}

function isParameterValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isScalar);
  return isScalar(value);
}

function isScalar(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

const policies: Readonly<Record<MissingTablesPolicy, string>> = {
  fail: 'fail: such a rule is blocked, the rest goes on, apply ends with 1.',
  skip: 'skip: such a rule is blocked, and that is fine.',
  'deploy-disabled':
    'deploy-disabled: it is created switched off, and switched on once its tables are there.',
};

const capacity = map<Capacity>({
  about: 'How many enabled rules the workspace takes.',
  fields: {
    scheduled: withDefault(
      defaultCapacity.scheduled,
      count({ about: 'Scheduled rules; Microsoft may have raised the limit.', least: 1 }),
    ),
    nrt: withDefault(defaultCapacity.nrt, count({ about: 'NRT rules.', least: 1 })),
  },
});

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** The default is every kind of evidence, that of a week. */
const promotion: Option<Promotion, EnvironmentContext> = converted(
  map<Omit<Promotion, 'maxAgeMs'> & { readonly maxAge: number }, EnvironmentContext>({
    about: 'What must be proven before content goes there.',
    fields: {
      from: required('Name the environment content comes from.', {
        ...text({ about: 'Environment the evidence comes from.' }),
        read: readOrigin,
      }),
      require: filled(
        'Name what must be proven, or remove the key: then all must.',
        withDefault(
          evidenceKinds,
          list({
            about: 'Kinds of evidence.',
            each: choice({ about: 'A kind of evidence.', of: evidenceKinds }),
          }),
          'all',
        ),
      ),
      maxAge: withDefault(
        weekMs,
        { ...text({ about: 'Oldest evidence that counts, such as 30m or 12h.' }), read: readDuration },
        '7d',
      ),
    },
  }),
  ({ maxAge, ...values }) => ({ ...values, maxAgeMs: maxAge }),
);

/** Content comes from another environment. */
function readOrigin(node: ConfigNode, { name, known }: EnvironmentContext): string {
  return oneOf(
    node,
    known.filter((other) => other !== name),
  );
}

function readDuration(node: ConfigNode): number {
  const duration = parseDuration(node.value);
  if (duration !== undefined && duration.form !== 'bare-days' && duration.ms > 0) return duration.ms;
  throw configError(node, `${nameOf(node)} is not a length of time`, { hint: 'Write it as 30m, 12h or 7d.' });
}

/** environments/NAME.yaml. */
export const environmentFile: Option<EnvironmentValues, EnvironmentContext> = map<
  EnvironmentValues,
  EnvironmentContext
>({
  about:
    'A workspace and what is different there. `${NAME}` and `${NAME:-default}` are replaced from environment variables.',
  fields: {
    workspace: required('Say `embedded:` or `azure:` under `workspace:`.', workspace),
    apiVersion: withDefault(
      defaultApiVersion,
      text({
        about: 'api-version of the Microsoft.SecurityInsights requests.',
        must: {
          match: /^\d{4}-\d{2}-\d{2}(-preview)?$/,
          words: 'an api-version',
          hint: `Write one such as ${defaultApiVersion}.`,
        },
      }),
    ),
    parameters: withDefault([], parameters),
    content: optional('all content', contentChoice),
    overrides: withDefault([], overrides),
    onMissingTables: withDefault(
      'fail',
      choice({
        about: `A rule whose tables the workspace lacks. ${Object.values(policies).join(' ')}`,
        of: missingTablesPolicies,
      }),
    ),
    capacity: withDefaults(capacity),
    promotion: filled(
      'Write `from`, or remove the key: then there is no gate.',
      optional('no gate', promotion),
    ),
    smoke: withDefaults(smoke),
  },
});
