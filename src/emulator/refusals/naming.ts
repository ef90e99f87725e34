// Refusals that look at a rule's texts, its template and its tactics and techniques.
import { type Refusal, stringIn, stringsIn } from './refusal.ts';

const validator = 'Azure/Azure-Sentinel, template validator';

function tooLong(name: string, limit: number): Refusal {
  return {
    id: `${name}-length`,
    says: `${name} is at most ${limit} characters long.`,
    evidence: 'S',
    source: validator,
    words: 'ours',
    refuses: ({ properties }) =>
      (stringIn(properties, name)?.length ?? 0) <= limit
        ? undefined
        : `Invalid Properties for alert rule: '${name}' length should be at most ${limit} characters`,
  };
}

const isParent = (technique: string) => /^T\d{4}$/.test(technique);

export const namingRefusals: readonly Refusal[] = [
  tooLong('displayName', 256),
  tooLong('description', 5000),
  {
    id: 'template-version-needs-template',
    says: 'templateVersion stands only beside alertRuleTemplateName.',
    evidence: 'P',
    source: 'one live transcript, 2026-05, api-version 2025-07-01-preview',
    words: 'known',
    refuses: ({ properties }) =>
      stringIn(properties, 'templateVersion') !== undefined && !stringIn(properties, 'alertRuleTemplateName')
        ? "Invalid Properties for alert rule: 'templateVersion' can only be used if 'alertRuleTemplateName' is not empty."
        : undefined,
  },
  {
    id: 'template-version-form',
    says: 'templateVersion has the form a.b.c and at most 20 characters.',
    evidence: 'S',
    source: validator,
    words: 'ours',
    refuses: ({ properties }) => {
      const version = stringIn(properties, 'templateVersion');
      if (version === undefined || (/^\d+\.\d+\.\d+$/.test(version) && version.length <= 20))
        return undefined;
      return "Invalid Properties for alert rule: 'templateVersion' should have the format <a.b.c>";
    },
  },
  {
    id: 'technique-form',
    says: 'techniques holds parent techniques only; subTechniques holds the rest.',
    evidence: 'P',
    source: 'hashicorp/terraform-provider-azurerm#28801',
    words: 'known',
    refuses: ({ properties, variants }) => {
      const wrong = stringsIn(properties, 'techniques').find(
        (technique) =>
          !isParent(technique) &&
          !(variants['sub-technique-in-techniques'] === 'accepted' && /^T\d{4}\.\d{3}$/.test(technique)),
      );
      return wrong && `technique '${wrong}' is invalid. The expected format is 'T####'`;
    },
  },
  {
    id: 'sub-technique-form',
    says: 'subTechniques holds sub-techniques (T1098.003).',
    evidence: 'P',
    source: 'public deployers split the two; the form follows from the field',
    words: 'ours',
    refuses: ({ properties }) => {
      const wrong = stringsIn(properties, 'subTechniques').find((text) => !/^T\d{4}\.\d{3}$/.test(text));
      return wrong && `sub-technique '${wrong}' is invalid. The expected format is 'T####.###'`;
    },
  },
  {
    id: 'technique-needs-tactic',
    says: 'Every technique has one of its tactics among the tactics of the rule (see the behaviour of that name).',
    evidence: 'S',
    source: validator,
    words: 'known',
    refuses: ({ properties, variants, tacticsOf }) => {
      const mode = variants['technique-needs-tactic'];
      if (mode === 'not-checked') return undefined;
      const tactics = stringsIn(properties, 'tactics');
      const all = [...stringsIn(properties, 'techniques'), ...stringsIn(properties, 'subTechniques')];
      const orphan = all.find((technique) => {
        // A technique of another matrix (Mobile, ICS) is not in the table and is let through.
        const known = tacticsOf(technique.slice(0, 5));
        if (known === undefined) return false;
        return mode === 'all'
          ? !known.every((tactic) => tactics.includes(tactic))
          : !known.some((tactic) => tactics.includes(tactic));
      });
      return (
        orphan &&
        `No valid tactic corresponding to the technique ${orphan} was provided in the tactics field.`
      );
    },
  },
];
