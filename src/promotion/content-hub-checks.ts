// The two checks of doctor on where content came from: its templates, and the solutions of the content hub that bring them.
import { plural } from '../diagnostics/plural.ts';
import { RequestError } from '../workspace/requests/request-error.ts';
import type { Solution, Workspace } from '../workspace/workspace.ts';
import { type Asked, ask, type Readiness } from './asked.ts';
import type { ContentNeeds } from './content-needs.ts';
import { type JudgedSolution, judgeSolutions, type SolutionState, solutionUses } from './solutions.ts';
import { type JudgedTemplate, judgeTemplates, type TemplateState } from './templates.ts';

/** Asks only for what the content gives reason to ask. A newer version is no failure: the rule runs as it is. */
export async function contentHubChecks(
  workspace: Workspace,
  { templates: uses, resources }: Pick<ContentNeeds, 'templates' | 'resources'>,
): Promise<readonly Readiness[]> {
  const askIf = async <T>(isNeeded: boolean, question: () => Promise<readonly T[]>) =>
    isNeeded ? ask(question) : { value: [] };
  const templates = await askIf(uses.length > 0, () => workspace.ruleTemplates());
  const records = await askIf(resources.length > 0, () => workspace.list('metadata'));
  const judged = judgeTemplates(uses, listIn(templates));
  const came = solutionUses(judged, listIn(records), resources);
  const installed = await askIf(came.length > 0, () => workspace.installedSolutions());
  const isMissing = 'value' in templates && judged.some(({ state }) => state === 'missing');
  const catalogue = await askIf(came.length > 0 || isMissing, () => workspace.offeredSolutions());
  const isComparable = came.length > 0 && 'value' in installed && 'value' in catalogue;
  const solutions = solutionsCheck(judgeSolutions(came, listIn(installed), listIn(catalogue)));
  return [
    uses.length === 0
      ? { check: 'templates', status: 'ok', detail: 'the content names none' }
      : (unread('templates', [templates]) ?? templatesCheck(judged, catalogue)),
    unread(
      'solutions',
      [templates, records, installed, catalogue],
      isComparable ? solutions.detail : undefined,
    ) ?? solutions,
  ];
}

function listIn<T>(asked: Asked<readonly T[]>): readonly T[] {
  return 'value' in asked ? asked.value : [];
}

/** What could not be looked at, in the service's words, behind what is known all the same; undefined where all was read. */
function unread(check: string, asked: readonly Asked<unknown>[], known?: string): Readiness | undefined {
  const errors = asked.flatMap((one) => ('error' in one ? [one.error] : []));
  if (errors.length === 0) return undefined;
  const detail = [...(known === undefined ? [] : [known]), ...errors.map(({ message }) => message)].join(
    '; ',
  );
  const isRefused = errors.some(
    (error) => error instanceof RequestError && error.reason === 'authentication',
  );
  const hint = 'Give the identity the Microsoft Sentinel Reader role, which may read these lists.';
  return { check, status: 'unknown', detail, ...(isRefused ? { hint } : {}) };
}

/** What is worth a look, and what to do. */
interface Remark {
  readonly words: string;
  readonly hint?: string;
}

const compare =
  'Compare the rule with its template on its page in Microsoft Sentinel, take over into the file what you want, and set its templateVersion.';
const templateRemarks: Readonly<Record<Exclude<TemplateState, 'current'> | 'deprecated', Remark>> = {
  newer: { words: 'with a newer template', hint: compare },
  older: {
    words: 'with an older template than the file says',
    hint: 'Update the solution in the content hub of this workspace.',
  },
  unversioned: { words: 'without the version of the template', hint: compare },
  incomparable: { words: 'with versions that cannot be compared', hint: compare },
  missing: {
    words: 'whose template is not installed',
    hint: 'Install the solution, or remove alertRuleTemplateName and templateVersion from rules that follow no template.',
  },
  deprecated: {
    words: 'with a deprecated template',
    hint: 'Look in the content hub for what replaces it.',
  },
};

function templatesCheck(judged: readonly JudgedTemplate[], catalogue: Asked<readonly Solution[]>): Readiness {
  const of = (state: TemplateState) => judged.filter((one) => one.state === state);
  const deprecated = judged.filter(({ installed }) => installed?.isDeprecated === true);
  const versions = (state: TemplateState) =>
    of(state).map(({ item, version, installed }) => {
      const ofFile = version === undefined ? '' : `${version}, `;
      return `${item} (${ofFile}the template is at ${installed?.version ?? 'no version'})`;
    });
  const missing = of('missing');
  const check = remarked('templates', {
    summary: `${of('current').length} of ${plural(judged.length, 'rule')} at the version of the template`,
    remarks: templateRemarks,
    found: {
      newer: versions('newer'),
      older: versions('older'),
      unversioned: versions('unversioned'),
      incomparable: versions('incomparable'),
      missing: missing.map(
        ({ item, template }) => `${item} (${template}, ${whereOffered(template, catalogue)})`,
      ),
      deprecated: deprecated.map(({ item }) => item),
    },
  });
  const updates = [...of('newer'), ...of('unversioned')].flatMap(({ item, template, version, installed }) =>
    installed?.version === undefined
      ? []
      : [{ id: template, version, newer: installed.version, items: [item] }],
  );
  const needs = [...new Set(missing.map(({ template }) => template))].map((name) => ({
    name,
    items: missing.filter(({ template }) => template === name).map(({ item }) => item),
  }));
  return { ...check, ...lists({ missing: needs, updates }) };
}

/** The catalogue says of a solution which templates it brings; where it says it of none, nothing is known. */
function whereOffered(template: string, catalogue: Asked<readonly Solution[]>): string {
  if ('error' in catalogue) return `and the catalogue could not be read: ${catalogue.error.message}`;
  const telling = catalogue.value.filter(({ templates }) => templates.length > 0);
  if (telling.length === 0) return 'and the catalogue does not say who brings it';
  const solution = telling.find(({ templates }) =>
    templates.some((id) => id.toLowerCase() === template.toLowerCase()),
  );
  return solution === undefined
    ? 'which no solution of the catalogue brings'
    : `which ${solution.name} of the catalogue brings`;
}

const update =
  'Update the solution in the content hub, then run doctor again: new versions of templates come with it.';
const replaced = 'Look in the content hub for what replaces it.';
const solutionRemarks: Readonly<Record<Exclude<SolutionState, 'current'> | 'deprecated', Remark>> = {
  newer: { words: 'newer in the catalogue', hint: update },
  older: { words: 'older in the catalogue' },
  incomparable: { words: 'with versions that cannot be compared' },
  missing: { words: 'not installed', hint: 'Install the solution in the content hub.' },
  withdrawn: { words: 'installed, and not in the catalogue', hint: replaced },
  unheard: { words: 'neither installed nor in the catalogue' },
  deprecated: { words: 'deprecated', hint: replaced },
};

function solutionsCheck(judged: readonly JudgedSolution[]): Readiness {
  const of = (state: SolutionState) => judged.filter((one) => one.state === state);
  const words = (state: SolutionState) => of(state).map(inWords);
  const deprecated = judged.filter(({ installed, offered }) => (offered ?? installed)?.isDeprecated === true);
  const check = remarked('solutions', {
    summary:
      judged.length === 0
        ? 'the content came from none'
        : `${of('current').length} of ${judged.length} at the version of the catalogue`,
    remarks: solutionRemarks,
    found: {
      newer: words('newer'),
      older: words('older'),
      incomparable: words('incomparable'),
      missing: words('missing'),
      withdrawn: words('withdrawn'),
      unheard: words('unheard'),
      deprecated: deprecated.map(nameOf),
    },
  });
  const missing = of('missing').map(({ solution, items }) => ({ name: solution, items }));
  const updates = of('newer').flatMap(({ items, installed, offered }) =>
    offered?.version === undefined
      ? []
      : [{ id: offered.id, version: installed?.version, newer: offered.version, items }],
  );
  return { ...check, ...lists({ missing, updates }) };
}

function nameOf({ solution, installed, offered }: JudgedSolution): string {
  return (offered ?? installed)?.name ?? solution;
}

/** `GitHub (3.0.1 is installed, 3.5.2 is offered: Rule A, Rule B)` */
function inWords(one: JudgedSolution): string {
  const { installed, offered, items } = one;
  const versions = [
    ...(installed === undefined ? [] : [`${installed.version ?? 'no version'} is installed`]),
    ...(offered === undefined ? [] : [`${offered.version ?? 'no version'} is offered`]),
  ];
  const rules = items.join(', ');
  return `${nameOf(one)} (${versions.length === 0 ? rules : `${versions.join(', ')}: ${rules}`})`;
}

interface Remarks<State extends string> {
  readonly summary: string;
  readonly remarks: Readonly<Record<State, Remark>>;
  /** What there is to say of each. */
  readonly found: Readonly<Record<State, readonly string[]>>;
}

/** A warning where anything was found, with one sentence of advice for each kind of it. */
function remarked<State extends string>(
  check: string,
  { summary, remarks, found }: Remarks<State>,
): Readiness {
  const states = (Object.keys(found) as State[]).filter((state) => found[state].length > 0);
  const parts = states.map((state) => `${remarks[state].words}: ${found[state].join(', ')}`);
  const detail = [summary, ...parts].join('; ');
  const hints = new Set(states.flatMap((state) => remarks[state].hint ?? []));
  return {
    check,
    status: states.length === 0 ? 'ok' : 'warning',
    detail,
    ...(hints.size === 0 ? {} : { hint: [...hints].join(' ') }),
  };
}

function lists({ missing, updates }: Required<Pick<Readiness, 'missing' | 'updates'>>) {
  return { ...(missing.length === 0 ? {} : { missing }), ...(updates.length === 0 ? {} : { updates }) };
}
