// Applies the levels and suppressions of a project to findings.
import { matchesGlob } from './glob.ts';
import type { CheckLevel, Project, Suppression } from './project.ts';

/** The level the project sets for a code in a file; undefined leaves the check's own. A rule for a path stands over one for all. */
export function levelFor(project: Project, code: string, file: string | undefined): CheckLevel | undefined {
  const matching = project.levels.filter(
    (rule) =>
      matchesGlob(rule.code, code) &&
      (rule.path === undefined || (file !== undefined && matchesGlob(rule.path, file))),
  );
  const forPath = matching.filter((rule) => rule.path !== undefined);
  return (forPath.at(-1) ?? matching.at(-1))?.level;
}

/** The suppression that covers a finding on a day (`YYYY-MM-DD`, its last day included); undefined when none does. */
export function suppressionFor(
  project: Project,
  finding: { readonly code: string; readonly file?: string | undefined },
  today: string,
): Suppression | undefined {
  const { code, file } = finding;
  return project.suppressions.find(
    (suppression) =>
      !isExpired(suppression, today) &&
      matchesGlob(suppression.code, code) &&
      file !== undefined &&
      matchesGlob(suppression.path, file),
  );
}

/** Whether a suppression's last day is over. */
export function isExpired(suppression: Suppression, today: string): boolean {
  return suppression.expires !== undefined && suppression.expires < today;
}
