// Is a workspace ready for the content? One check after the other, each with what to do where it fails.
import { plural } from '../diagnostics/plural.ts';
import type { UserError } from '../diagnostics/user-error.ts';
import { aliasIn } from '../plan/names.ts';
import { RequestError } from '../workspace/requests/request-error.ts';
import type { DataConnector, Permission, Workspace } from '../workspace/workspace.ts';
import { type Asked, ask, type Readiness } from './asked.ts';
import { type ConnectorState, type JudgedConnector, judgeConnectors } from './connectors.ts';
import { contentHubChecks } from './content-hub-checks.ts';
import type { ContentNeeds, Need } from './content-needs.ts';
import { missingActions } from './roles.ts';

export type { Readiness } from './asked.ts';

/** Asks the workspace, which changes nothing there. Only bugs are thrown: whatever the service refuses is a failed check. */
export async function readiness(
  workspace: Workspace,
  needs: ContentNeeds,
  apiVersion: string,
): Promise<readonly Readiness[]> {
  const tables = await ask(() => workspace.tables());
  const reached = [signIn(tables), reachable(tables, workspace)];
  if (!('value' in tables)) return [...reached, ...notAsked()];
  const present = tables.value.map(({ name }) => name);
  const functions = await ask(() => functionAliases(workspace));
  const onboarded = await ask(() => workspace.isOnboarded());
  return [
    ...reached,
    onboarding(onboarded),
    roles(await ask(() => workspace.permissions())),
    apiVersionCheck(await ask(() => workspace.list('alertRules')), apiVersion, needs.previewItems),
    queries(await ask(() => workspace.query('print 1', { timespan: 'PT1H' }))),
    // A name without parentheses that is no table may be a saved function.
    tablesCheck(present, 'value' in functions ? functions.value : [], needs.tables),
    connectorsCheck(await ask(() => workspace.connectors()), needs.connectors, present),
    functionsCheck(functions, needs.functions),
    watchlistsCheck(await ask(() => workspace.watchlists()), needs),
    ...(await contentHubChecks(workspace, needs)),
  ];
}

function failed(check: string, { message, diagnostic }: UserError): Readiness {
  const { hint } = diagnostic;
  return { check, status: 'failed', detail: message, ...(hint === undefined ? {} : { hint }) };
}

function reasonOf(asked: Asked<unknown>): RequestError['reason'] | undefined {
  return 'error' in asked && asked.error instanceof RequestError ? asked.error.reason : undefined;
}

function signIn(asked: Asked<unknown>): Readiness {
  const reason = reasonOf(asked);
  if ('error' in asked && reason === 'authentication') return failed('sign-in', asked.error);
  return reason === 'unreachable' || reason === 'unreadable-reply'
    ? { check: 'sign-in', status: 'unknown', detail: 'the service did not answer' }
    : { check: 'sign-in', status: 'ok', detail: 'the service took the identity' };
}

function reachable(asked: Asked<unknown>, { description }: Workspace): Readiness {
  if (reasonOf(asked) === 'authentication')
    return { check: 'workspace', status: 'unknown', detail: 'not asked: signing in failed' };
  return 'error' in asked
    ? failed('workspace', asked.error)
    : { check: 'workspace', status: 'ok', detail: description };
}

function notAsked(): Readiness[] {
  const checks = ['onboarding', 'roles', 'api-version', 'queries', 'tables', 'connectors', 'functions'];
  return [...checks, 'watchlists', 'templates', 'solutions'].map((check) => ({
    check,
    status: 'unknown',
    detail: 'not asked: the workspace did not answer',
  }));
}

function onboarding(asked: Asked<boolean>): Readiness {
  if ('error' in asked) return failed('onboarding', asked.error);
  if (asked.value) return { check: 'onboarding', status: 'ok', detail: 'Microsoft Sentinel is on' };
  return {
    check: 'onboarding',
    status: 'failed',
    detail: 'Microsoft Sentinel is not on this workspace',
    hint: 'Onboard it in the portal, or PUT onboardingStates/default.',
  };
}

function roles(asked: Asked<readonly Permission[]>): Readiness {
  if ('error' in asked) return { check: 'roles', status: 'unknown', detail: asked.error.message };
  const missing = missingActions(asked.value);
  if (missing.length === 0)
    return { check: 'roles', status: 'ok', detail: 'the identity may write and delete content' };
  return {
    check: 'roles',
    status: 'failed',
    detail: `the identity may not ${missing.join(', ')}`,
    hint: 'Give it the Microsoft Sentinel Contributor role on the resource group of the workspace.',
  };
}

function apiVersionCheck(asked: Asked<unknown>, apiVersion: string, preview: readonly string[]): Readiness {
  const check = 'api-version';
  const reason = reasonOf(asked);
  if (reason === 'not-onboarded') return { check, status: 'unknown', detail: 'not asked: no Sentinel' };
  if ('error' in asked) return failed(check, asked.error);
  if (!apiVersion.endsWith('-preview') && preview.length > 0) {
    const detail = `${apiVersion} has no NRT rules, and there ${preview.length === 1 ? 'is' : 'are'} ${plural(preview.length, 'NRT rule')}: ${preview.join(', ')}`;
    return {
      check,
      status: 'failed',
      detail,
      hint: 'Set `apiVersion` of the environment to a -preview version.',
    };
  }
  return { check, status: 'ok', detail: apiVersion };
}

function queries(asked: Asked<unknown>): Readiness {
  if ('error' in asked) return failed('queries', asked.error);
  return { check: 'queries', status: 'ok', detail: 'Log Analytics runs queries for this identity' };
}

function tablesCheck(
  present: readonly string[],
  functions: readonly string[],
  needs: readonly Need[],
): Readiness {
  const hint = 'Connect the data sources that fill them, or leave the items out of this environment.';
  // Every workspace has tables: an empty list says something of the list.
  if (present.length === 0 && needs.length > 0)
    return { check: 'tables', status: 'unknown', detail: 'the workspace lists no tables' };
  return presence('tables', [...present, ...functions], { needs, hint });
}

/** A connector that is not listed may be one that never is; its tables say that somebody once set it up, and no more. */
function connectorsCheck(
  asked: Asked<readonly DataConnector[]>,
  needs: ContentNeeds['connectors'],
  tables: readonly string[],
): Readiness {
  const check = 'connectors';
  if (needs.length === 0) return { check, status: 'ok', detail: 'the content names none' };
  if ('error' in asked) return { check, status: 'unknown', detail: asked.error.message };
  const judged = judgeConnectors(needs, asked.value, tables);
  const of = (state: ConnectorState) => judged.filter((one) => one.state === state);
  const missing = of('missing');
  const detail = [
    `${of('connected').length} of ${needs.length} are connected`,
    ...withNames('neither listed nor with a table', missing, ({ items }) => items),
    ...withNames('not listed, but with tables', of('tables'), ({ present }) => present),
    ...withNames('not listed, without a table to tell by', of('unknown'), ({ items }) => items),
    ...withNames('not there, but their items name another that is', of('covered'), ({ items }) => items),
  ].join('; ');
  if (missing.length > 0) {
    const hint = 'Connect them in Microsoft Sentinel, or leave the items out of this environment.';
    const asNeeds = missing.map(({ name, items }) => ({ name, items }));
    return { check, status: 'failed', detail, hint, missing: asNeeds };
  }
  if (of('tables').length + of('unknown').length === 0) return { check, status: 'ok', detail };
  const hint =
    'Look at their pages in Microsoft Sentinel: agents and diagnostic settings are not in its list.';
  return { check, status: 'unknown', detail, hint };
}

/** One part of the detail: what is so of some connectors, and why; none where it is so of none. */
function withNames(
  words: string,
  connectors: readonly JudgedConnector[],
  because: (connector: JudgedConnector) => readonly string[],
): readonly string[] {
  const each = connectors.map((connector) => `${connector.name} (${because(connector).join(', ')})`);
  return each.length === 0 ? [] : [`${words}: ${each.join(', ')}`];
}

function functionsCheck(asked: Asked<readonly string[]>, needs: readonly Need[]): Readiness {
  const hint = 'Install the solutions that bring them, or save them in the workspace.';
  return askedFor('functions', asked, { needs, hint });
}

function watchlistsCheck(
  asked: Asked<readonly string[]>,
  { watchlists, computedWatchlists: computed }: ContentNeeds,
): Readiness {
  const check = askedFor('watchlists', asked, {
    needs: watchlists,
    hint: 'Create them in Microsoft Sentinel.',
  });
  if (computed.length === 0) return check;
  const notKnown = `the alias is computed in ${computed.join(', ')}`;
  if (check.status !== 'ok') return { ...check, detail: `${check.detail}; ${notKnown}` };
  const detail = watchlists.length === 0 ? notKnown : `${check.detail}; ${notKnown}`;
  return { ...check, status: 'unknown', detail, hint: 'Look whether the workspace has those watchlists.' };
}

/** What the content needs, and what to do where some of it is missing. */
interface Needed {
  readonly needs: readonly Need[];
  readonly hint: string;
}

function askedFor(check: string, asked: Asked<readonly string[]>, { needs, hint }: Needed): Readiness {
  if (needs.length === 0) return { check, status: 'ok', detail: 'the content needs none' };
  if ('error' in asked) return { check, status: 'unknown', detail: asked.error.message };
  return presence(check, asked.value, { needs, hint });
}

/** Names as KQL takes them: by case. */
function presence(check: string, present: readonly string[], { needs, hint }: Needed): Readiness {
  const names = new Set(present);
  const missing = needs.filter(({ name }) => !names.has(name));
  if (needs.length === 0) return { check, status: 'ok', detail: 'the content needs none' };
  if (missing.length === 0)
    return {
      check,
      status: 'ok',
      detail: needs.length === 1 ? 'the one needed is there' : `all ${needs.length} are there`,
    };
  const words = missing.map(({ name, items }) => `${name} (${items.join(', ')})`).join('; ');
  const detail = `${missing.length} of ${needs.length} are missing: ${words}`;
  return { check, status: 'failed', detail, hint, missing };
}

/** Functions are saved searches with an alias. https://learn.microsoft.com/azure/azure-monitor/logs/functions */
async function functionAliases(workspace: Workspace): Promise<readonly string[]> {
  const searches = await workspace.list('savedSearches');
  return searches.flatMap(aliasIn);
}
