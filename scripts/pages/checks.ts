// Renders docs/reference/checks.md from the checks, so that page and behaviour cannot part.
import type { Check } from '../../src/checks/check.ts';
import { checks } from '../../src/checks/index.ts';
import { fileAndSettingCodes } from '../../src/checks/lint/known-codes.ts';
import { definitionOf } from '../../src/content/kinds/kinds.ts';
import { compareText } from '../../src/diagnostics/compare-text.ts';
import { listOf } from '../../src/diagnostics/plural.ts';
import { queryCodes } from '../../src/kql/bind/codes.ts';

const groups = [
  { prefix: 'content/', title: 'Content' },
  { prefix: 'kql/', title: 'KQL' },
  { prefix: 'style/', title: 'Style' },
  { prefix: 'test/', title: 'Detection tests' },
] as const;

/** The whole page, ending with a line end. */
export function renderChecks(): string {
  const sections = groups.flatMap(({ prefix, title }) => [
    `## ${title}`,
    ...checks.filter((check) => check.code.startsWith(prefix)).map(renderCheck),
  ]);
  return `${[intro(), ...sections, parserCodes(), otherCodes()].join('\n\n')}\n`;
}

function intro(): string {
  return `# Checks

<!-- Generated from src/checks: change the checks, then write this page with \`npx vitest run test/checks/reference.test.ts -u\`. -->

\`sentinel-sync lint\` runs these ${checks.length} checks over every content file; \`sentinel-sync explain CODE\` prints one.
The level is a default: \`sentinel-sync.yaml\` sets another per code and per path, and suppresses a code with a reason.`;
}

function renderCheck(check: Check): string {
  const kinds = check.kinds.map((kind) => definitionOf(kind).words.many);
  const { severity, uncheckedSeverity } = check;
  const unchecked = check.kinds.map(definitionOf).filter(({ isCheckedOnWrite }) => !isCheckedOnWrite);
  const names = unchecked.map(({ words }) => words.many).join(', ');
  const level = uncheckedSeverity === undefined ? severity : `${severity} (${names}: ${uncheckedSeverity})`;
  return `### ${check.code}

${check.summary}

- Level: ${level}; applies to ${listOf(kinds)}${refusedWhen(check)}
- Why: ${check.why}
- What to do: ${check.fix}
- See <${check.see}>`;
}

const whens = {
  always: 'Azure refuses the rule',
  'on-create': 'Azure refuses the rule when it is created',
  'of-scheduled': 'Azure refuses the rule when it is scheduled',
} as const;

function refusedWhen({ refused = 'never' }: Check): string {
  return refused === 'never' ? '' : `; ${whens[refused]}`;
}

function parserCodes(): string {
  return [
    '## Codes of the KQL parser',
    '',
    'Findings of `kql/binding` keep the codes of Microsoft’s parser. These are the ones rules meet in practice.',
    '',
    '| code | means | what to do |',
    '|---|---|---|',
    ...Object.entries(queryCodes).map(
      ([code, { summary, hint }]) => `| \`${code}\` | ${summary} | ${hint} |`,
    ),
  ].join('\n');
}

function otherCodes(): string {
  return [
    '## Codes about files and settings',
    '',
    '| code | level | means |',
    '|---|---|---|',
    ...Object.entries(fileAndSettingCodes)
      .filter(([, { severity }]) => severity !== undefined)
      .sort(([a], [b]) => compareText(a, b))
      .map(([code, { severity, summary }]) => `| \`${code}\` | ${severity} | ${summary} |`),
  ].join('\n');
}
