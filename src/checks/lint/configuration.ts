// Findings about the project's own lint settings: suppressions nobody needs, codes nobody reports.
import type { Position } from '../../diagnostics/diagnostic.ts';
import { didYouMean } from '../../diagnostics/did-you-mean.ts';
import { matchesGlob } from '../../environments/glob.ts';
import { isExpired } from '../../environments/levels.ts';
import type { Project, Suppression } from '../../environments/project.ts';
import type { LintFinding } from './baseline.ts';
import { type lintCodes, lintFinding } from './codes.ts';
import { knownCodes } from './known-codes.ts';

export interface SuppressionState {
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly used: ReadonlySet<Suppression>;
  /** Whether the whole project was looked at: only then is an unused suppression known to be unused. */
  readonly isWhole: boolean;
}

export function configurationFindings(project: Project, state: SuppressionState): LintFinding[] {
  const unknown = [...project.levels, ...project.suppressions]
    .filter(({ code }) => !isReported(code))
    .map(({ code, at }) => unknownCode(project, code, at));
  const suppressions = project.suppressions.flatMap((suppression) => {
    if (isExpired(suppression, state.today)) {
      const message = `The suppression of ${suppression.code} in ${suppression.path} expired on ${suppression.expires}`;
      return [finding(project, 'lint/expired-suppression', { message, at: suppression.at })];
    }
    if (!state.isWhole || state.used.has(suppression)) return [];
    const message = `The suppression of ${suppression.code} in ${suppression.path} suppresses nothing`;
    return [finding(project, 'lint/unused-suppression', { message, at: suppression.at })];
  });
  return [...unknown, ...suppressions];
}

function isReported(code: string): boolean {
  return /^KS\d{3}$/.test(code) || knownCodes().some((known) => matchesGlob(code, known));
}

function unknownCode(project: Project, code: string, at: Position): LintFinding {
  const near = didYouMean(code, knownCodes());
  const message = `No finding has the code \`${code}\``;
  return finding(project, 'lint/unknown-code', {
    message,
    at,
    ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
  });
}

function finding(
  project: Project,
  code: keyof typeof lintCodes,
  { message, at, hint }: { readonly message: string; readonly at: Position; readonly hint?: string },
): LintFinding {
  const file = project.file ?? 'sentinel-sync.yaml';
  const own = hint === undefined ? {} : { hint };
  return { item: file, diagnostic: lintFinding(code, message, { file, ...at, ...own }) };
}
