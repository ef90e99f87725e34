// Are rules at the version of the template they name? The file says which it was made from, the workspace which is installed.
import { compareVersions } from '../content/compare-versions.ts';
import type { ContentItem } from '../content/content-item.ts';
import { definitionOf } from '../content/kinds/kinds.ts';
import { isQueryRule, ruleKindOf } from '../content/model/rule-kinds.ts';
import { filledText } from '../json/json.ts';
import type { RuleTemplate } from '../workspace/workspace.ts';

/** A rule of the content that names a template. */
export interface TemplateUse {
  /** Display name of the rule. */
  readonly item: string;
  /** The id of the template. */
  readonly template: string;
  /** As it is sent: `templateVersion`, or the file's own version in its place. */
  readonly version: string | undefined;
}

/**
 * current, newer, older: what is installed, beside what the file states. unversioned: the file states none. incomparable: one of the two
 * is no version. missing: no such template is installed.
 */
export type TemplateState = 'current' | 'newer' | 'older' | 'unversioned' | 'incomparable' | 'missing';

export interface JudgedTemplate extends TemplateUse {
  readonly state: TemplateState;
  readonly installed: RuleTemplate | undefined;
}

/** Rules of the kinds that Microsoft runs name a template too, and have no version of it: https://learn.microsoft.com/rest/api/securityinsights/alert-rules */
export function templateUses(items: readonly ContentItem[]): readonly TemplateUse[] {
  return items.flatMap((item) => {
    if (!isQueryRule(ruleKindOf(item.values['kind']))) return [];
    const { properties } = definitionOf(item).toBody(item);
    const template = filledText(properties['alertRuleTemplateName']);
    const version = properties['templateVersion'] ?? undefined;
    if (template === undefined) return [];
    return [{ item: item.name, template, version: version === undefined ? undefined : String(version) }];
  });
}

/** Judges each rule by the templates that are installed; ids are compared whatever their case. */
export function judgeTemplates(
  uses: readonly TemplateUse[],
  installed: readonly RuleTemplate[],
): readonly JudgedTemplate[] {
  const byId = new Map(installed.map((template) => [template.id.toLowerCase(), template]));
  return uses.map((use) => {
    const template = byId.get(use.template.toLowerCase());
    return { ...use, installed: template, state: stateOf(use, template) };
  });
}

function stateOf({ version }: TemplateUse, installed: RuleTemplate | undefined): TemplateState {
  if (installed === undefined) return 'missing';
  if (version === undefined) return 'unversioned';
  const order = compareVersions(version, installed.version);
  if (order === undefined) return 'incomparable';
  return order === 0 ? 'current' : order < 0 ? 'newer' : 'older';
}
