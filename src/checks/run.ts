// Runs every check over the content of a project, and applies its levels, suppressions and baseline.
import type { ContentItem } from '../content/content-item.ts';
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { levelFor, suppressionFor } from '../environments/levels.ts';
import type { Project, Suppression } from '../environments/project.ts';
import { type Check, codeOf, type Finding, severityOf } from './check.ts';
import { type CheckContext, type ContextOptions, createCheckContext } from './context.ts';
import { checks } from './index.ts';
import type { KeptFindings } from './kept-findings.ts';
import { type Baseline, compareWithBaseline, type LintFinding } from './lint/baseline.ts';
import { configurationFindings } from './lint/configuration.ts';

/** What is checked, against which tables, at which moment. */
export interface LintOptions extends ContextOptions {
  readonly project: Project;
  /** What loading the content found; levels, suppressions and baseline apply to it too. */
  readonly fileDiagnostics?: readonly Diagnostic[];
  /** Project-relative paths of the items to report on; undefined: all. The others still count as neighbours. */
  readonly only?: ReadonlySet<string> | undefined;
  readonly baseline?: Baseline | undefined;
  /** What was found before; undefined: everything is looked at anew. */
  readonly kept?: KeptFindings | undefined;
  /** Called before each item: how many are done, of how many. */
  readonly onItem?: (done: number, total: number) => void;
}

/** The findings, and what the project file and a baseline took out of them. */
export interface LintResult {
  /** What is to be reported, sorted by place. With a baseline: only what it does not know. */
  readonly diagnostics: readonly Diagnostic[];
  /** Everything found, known or not: what a new baseline is written from (`writeBaseline`). */
  readonly findings: readonly LintFinding[];
  /** Left out because a suppression covers them. */
  readonly suppressed: number;
  /** Left out because the baseline knows them; and how many it knows that are no longer there. */
  readonly baseline: { readonly known: number; readonly fixed: number } | undefined;
}

/** Lints the items of a project. Pure: no files, no clock but `now`. */
export function lint(options: LintOptions): LintResult {
  const { project, items, now, only, baseline } = options;
  const today = now.toISOString().slice(0, 10);
  const selected = only === undefined ? items : items.filter((item) => only.has(item.file));
  const { maxQueryCost = project.maxQueryCost } = options;
  const context = createCheckContext({ ...options, maxQueryCost });
  const raw = [
    ...(options.fileDiagnostics ?? []).map((diagnostic) => ({ diagnostic, item: diagnostic.file ?? '' })),
    ...selected.flatMap((item, index) => {
      options.onItem?.(index, selected.length);
      return keptOrFound(item, context, options.kept);
    }),
  ];
  const used = new Set<Suppression>();
  const reported: LintFinding[] = [];
  let suppressed = 0;
  for (const finding of raw) {
    const leveled = atProjectLevel(finding, project);
    if (leveled === undefined) continue;
    const suppression = suppressionFor(project, leveled.diagnostic, today);
    if (suppression === undefined) reported.push(leveled);
    else {
      used.add(suppression);
      suppressed++;
    }
  }
  const isWhole = only === undefined;
  const findings = [...reported, ...configurationFindings(project, { today, used, isWhole })].sort((a, b) =>
    compareDiagnostics(a.diagnostic, b.diagnostic),
  );
  const compared = baseline === undefined ? undefined : compareWithBaseline(findings, baseline);
  return {
    diagnostics: (compared?.added ?? findings).map(({ diagnostic }) => diagnostic),
    findings,
    suppressed,
    baseline: compared && { known: findings.length - compared.added.length, fixed: compared.fixed },
  };
}

/** What some checks find, at the levels of the project and without what it suppresses. */
export function runChecks(
  chosen: readonly Check[],
  options: Pick<LintOptions, 'project' | 'items' | 'tables' | 'now'>,
): readonly Diagnostic[] {
  const { project, items, now } = options;
  const today = now.toISOString().slice(0, 10);
  const context = createCheckContext(options);
  return items
    .flatMap((item) => findingsOf(item, context, chosen))
    .flatMap((finding) => atProjectLevel(finding, project)?.diagnostic ?? [])
    .filter((diagnostic) => suppressionFor(project, diagnostic, today) === undefined);
}

function findingsOf(item: ContentItem, context: CheckContext, chosen: readonly Check[]): LintFinding[] {
  return asFindings(item, chosen, (check) => check.run(item, context));
}

/** What all checks find: those that do not look at the clock may have found it before. */
function keptOrFound(
  item: ContentItem,
  context: CheckContext,
  kept: KeptFindings | undefined,
): LintFinding[] {
  if (kept === undefined) return findingsOf(item, context, checks);
  const find = () => {
    const timeless = checks.filter((check) => !check.readsClock && check.kinds.includes(item.kind));
    const found = timeless.map((check) => [check.code, check.run(item, context)] as const);
    return Object.fromEntries(found.filter(([, findings]) => findings.length > 0));
  };
  const known = kept.of(item, context, find);
  return asFindings(item, checks, (check) =>
    check.readsClock ? check.run(item, context) : (known[check.code] ?? []),
  );
}

function asFindings(
  item: ContentItem,
  chosen: readonly Check[],
  found: (check: Check) => readonly Finding[],
): LintFinding[] {
  return chosen
    .filter((check) => check.kinds.includes(item.kind))
    .flatMap((check) =>
      found(check).map((finding) => ({
        diagnostic: diagnosticOf(finding, check, item),
        item: item.id === '' ? item.file : item.id,
        check: check.code,
      })),
    );
}

function diagnosticOf(finding: Finding, check: Check, item: ContentItem): Diagnostic {
  return {
    code: finding.code ?? codeOf(check),
    severity: severityOf(finding, check, item.kind),
    message: finding.message,
    file: item.file,
    line: finding.at.line,
    column: finding.at.column,
    endColumn: finding.at.endColumn,
    hint: finding.hint ?? check.fix,
    see: finding.see ?? check.see,
  };
}

/** Parser codes take the level of `kql/binding` unless they have their own. */
function atProjectLevel(finding: LintFinding, project: Project): LintFinding | undefined {
  const { diagnostic, check } = finding;
  const level =
    levelFor(project, diagnostic.code, diagnostic.file) ??
    (check === undefined ? undefined : levelFor(project, check, diagnostic.file));
  if (level === 'off') return undefined;
  return level === undefined ? finding : { ...finding, diagnostic: { ...diagnostic, severity: level } };
}
