// JSON schemas of environments/*.yaml and sentinel-sync.yaml, for editors; docs/schemas holds them as files.
import { allContentKinds } from '../content/kinds/kinds.ts';
import { severities } from '../tables/rule-words.ts';
import {
  clouds,
  defaultCapacity,
  evidenceKinds,
  type MissingTablesPolicy,
  missingTablesPolicies,
} from './environment.ts';
import { checkLevels, projectDefaults } from './project.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A map with these keys and no others. */
function map(description: string, properties: Readonly<Record<string, JsonSchema>>, required?: string[]) {
  const needed = required === undefined ? {} : { required };
  return { description, type: 'object', properties, additionalProperties: false, ...needed };
}

const text = (description: string) => ({ description, type: 'string' });
const words = (description: string) => ({ description, type: 'array', items: { type: 'string' } });
/** Numbers and switches may come from a variable: `${NAME}` is a text until it is replaced. */
const count = (description: string, minimum: number) => ({
  description,
  anyOf: [
    { type: 'integer', minimum },
    { type: 'string', pattern: '^(\\d+|\\$\\{.*\\})$' },
  ],
});
const onOff = (description: string) => ({
  description,
  anyOf: [{ type: 'boolean' }, { type: 'string', pattern: '^(true|false|\\$\\{.*\\})$' }],
});
const choice = (description: string, values: readonly string[]) => ({
  description,
  anyOf: [{ enum: values }, { type: 'string', pattern: '^\\$\\{.*\\}$' }],
});
const oneOrMore = (description: string) => ({
  description,
  anyOf: [
    { type: 'string', minLength: 1 },
    { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1 },
  ],
});

const selector = {
  ...map('Chooses content items: all keys must fit; of a list under one key, any.', {
    id: oneOrMore('Id of the item.'),
    tag: oneOrMore('One of its `tags`.'),
    technique: oneOrMore('ATT&CK technique; one such as T1567 chooses its sub-techniques too.'),
    folder: oneOrMore('Folder or glob over project paths: analytics-rules/git, **/draft-*.yaml.'),
  }),
  minProperties: 1,
};

const selectors = (description: string) => ({ description, type: 'array', items: selector });

const policies: Readonly<Record<MissingTablesPolicy, string>> = {
  fail: 'fail (default): such a rule is blocked, the rest goes on, apply ends with 1.',
  skip: 'skip: such a rule is blocked, and that is fine.',
  'deploy-disabled':
    'deploy-disabled: it is created switched off, and switched on once its tables are there.',
};

const scalar = { type: ['string', 'number', 'boolean'] };

/** Of environments/*.yaml. */
export const environmentSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Environment of sentinel-sync',
  ...map(
    'A workspace and what is different there. `${NAME}` and `${NAME:-default}` are replaced from environment variables.',
    {
      workspace: {
        description: 'Which workspace.',
        anyOf: [
          { const: 'embedded' },
          map(
            'In Azure.',
            {
              azure: map(
                'Names of the workspace.',
                {
                  subscriptionId: text('GUID, as `az account show --query id` prints it.'),
                  resourceGroup: text('Name of the resource group.'),
                  workspaceName: text('Name of the Log Analytics workspace.'),
                  cloud: choice('AzureCloud by default.', clouds),
                },
                ['subscriptionId', 'resourceGroup', 'workspaceName'],
              ),
            },
            ['azure'],
          ),
          map(
            'In the tool itself.',
            {
              embedded: {
                ...map('An embedded workspace.', {
                  state: text('Folder that holds its state.'),
                  name: text("Name of the workspace; the environment's by default."),
                  dataFolder: text('Folder with <Table>.jsonl, json, csv or parquet files to load.'),
                  tables: words('The tables it has; by default every one that is known.'),
                }),
                type: ['object', 'null'],
              },
            },
            ['embedded'],
          ),
        ],
      },
      apiVersion: text('api-version of the Microsoft.SecurityInsights requests.'),
      parameters: {
        description: 'Parameters of queries: under an id, file name or tag, names and values.',
        type: 'object',
        additionalProperties: {
          type: 'object',
          additionalProperties: { anyOf: [scalar, { type: 'array', items: scalar }] },
        },
      },
      content: map('Which items go there.', {
        include: { ...selectors('Only these; without it, all.'), minItems: 1 },
        exclude: selectors('But not these.'),
      }),
      overrides: {
        description:
          'Switch, severity and lock of the items chosen; a later entry stands over an earlier one.',
        type: 'array',
        items: {
          ...map(
            'One override.',
            {
              match: selector,
              enabled: onOff('Switch of analytics rules.'),
              severity: choice('Severity of analytics rules that run a query.', severities),
              locked: onOff(
                "true: the workspace's own tuning stands; a plan shows what differs and leaves it.",
              ),
            },
            ['match'],
          ),
          minProperties: 2,
        },
      },
      onMissingTables: choice(
        `A rule whose tables the workspace lacks. ${Object.values(policies).join(' ')}`,
        missingTablesPolicies,
      ),
      capacity: map('How many enabled rules the workspace takes.', {
        scheduled: count(
          `Scheduled rules; ${defaultCapacity.scheduled} unless Microsoft has raised the limit.`,
          1,
        ),
        nrt: count(`NRT rules; ${defaultCapacity.nrt} by default.`, 1),
      }),
      promotion: map(
        'What must be proven before content goes there.',
        {
          from: text('Environment the evidence comes from.'),
          require: {
            description: 'Kinds of evidence; all by default.',
            type: 'array',
            minItems: 1,
            items: choice('A kind of evidence.', evidenceKinds),
          },
          maxAge: text('Oldest evidence that counts: 30m, 12h, 7d (default).'),
        },
        ['from'],
      ),
      smoke: map('Limits of smoke.', {
        maxAlertsPerDay: count('More alerts a day from one rule fail.', 0),
        overrides: {
          description: 'Other limits for the rules chosen; a later entry stands over an earlier one.',
          type: 'array',
          items: map(
            'One override.',
            { match: selector, maxAlertsPerDay: count('More alerts a day from one of these fail.', 0) },
            ['match', 'maxAlertsPerDay'],
          ),
        },
      }),
    },
    ['workspace'],
  ),
};

const levelMap = (description: string) => ({
  description,
  type: 'object',
  additionalProperties: { enum: [...checkLevels, false] },
});

/** Of sentinel-sync.yaml. */
export const projectSchema: JsonSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Project file of sentinel-sync',
  ...map('Every key is optional.', {
    folders: map('Where things are, relative to this file.', {
      ...Object.fromEntries(
        allContentKinds.map(({ folder, folderKey }) => [
          folderKey,
          oneOrMore(`Folder or folders; ${folder} by default.`),
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(projectDefaults.folders).map(([key, folder]) => [key, text(`${folder} by default.`)]),
      ),
    }),
    checks: levelMap('Level of findings by code; a code may be a glob.'),
    paths: {
      description: 'The same for some paths only; these stand over `checks`.',
      type: 'array',
      items: map('One path.', { path: text('Folder or glob.'), checks: levelMap('Level by code.') }, [
        'path',
        'checks',
      ]),
    },
    suppressions: {
      description: 'Findings that are known and accepted.',
      type: 'array',
      items: map(
        'One suppression.',
        {
          code: text('Code, or a glob over codes.'),
          path: text('File or glob.'),
          reason: text('Why.'),
          expires: text('Last day it holds, YYYY-MM-DD.'),
        },
        ['code', 'path', 'reason'],
      ),
    },
    owner: text('Marks what this repository has deployed.'),
    maxDeletes: {
      description: 'The most items one apply deletes: a number, or a share such as 10%.',
      anyOf: [
        { type: 'integer', minimum: 0 },
        { type: 'string', pattern: '^\\d{1,3}\\s*%?$' },
      ],
    },
    defaults: map('What commands use when their flags say nothing.', {
      environment: text(`${projectDefaults.defaults.environment} by default.`),
      concurrency: count(`Items at a time; ${projectDefaults.defaults.concurrency} by default.`, 1),
    }),
  }),
};
