// Writes docs/reference/alerting.md from the tables of what Sentinel does between result rows and incidents.
import {
  type AlertingBehaviour,
  type AlertingEvidence,
  alertingBehaviours,
} from '../../src/alerting/behaviours.ts';

const evidenceWords = {
  S: 'official',
  P: 'seen in public records',
  U: 'unverified',
} satisfies Record<AlertingEvidence, string>;

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The whole page, Markdown. A test keeps the file equal to it. */
export function renderAlerting(): string {
  const sections = alertingBehaviours.map(
    ({ title, behaviours }) => `## ${title}

| behaviour | question | what is taken for true | source |
|---|---|---|---|
${Object.entries(behaviours).map(row).join('\n')}
`,
  );
  return `<!-- Generated from the tables in src/alerting/. Do not edit. -->
# What Sentinel does with the rows

Between the rows of a query and the incident an analyst opens lie steps that no query shows. \`test\`, \`smoke\` and \`simulate\`
take them as this page lists them. Each has its source: an official page, public records, or nothing ("unverified": the value is
a choice of this project). If Azure shows you something else, correct the table: that is the one place.

${sections.join('\n')}`;
}

function row([id, behaviour]: [string, AlertingBehaviour]): string {
  const { says, value, evidence, source } = behaviour;
  return `| \`${id}\` | ${cell(says)} | ${cell(value + variantsOf(behaviour))} | ${evidenceWords[evidence]}: ${cell(source)} |`;
}

function variantsOf({ default: first, variants }: AlertingBehaviour): string {
  if (variants === undefined) return '';
  const list = Object.entries(variants).map(
    ([name, text]) => `\`${name}\`${name === first ? ' (default)' : ''}: ${text}`,
  );
  return `<br>${list.join('<br>')}`;
}
