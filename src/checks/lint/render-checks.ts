// Renders docs/reference/checks.md from the checks, so that page and behaviour cannot part.
import { fileCodes } from '../../content/files/file-codes.ts';
import { definitionOf } from '../../content/kinds/kinds.ts';
import { compareText } from '../../diagnostics/compare-text.ts';
import { listOf } from '../../diagnostics/plural.ts';
import { queryCodes } from '../../kql/bind/diagnostic-codes.ts';
import type { Check } from '../check.ts';
import { checks } from '../index.ts';
import { lintCodes } from './lint-codes.ts';

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
    ...Object.entries(queryCodes).map(([code, { summary, fix }]) => `| \`${code}\` | ${summary} | ${fix} |`),
  ].join('\n');
}

function otherCodes(): string {
  return [
    '## Codes about files and settings',
    '',
    '| code | level | means |',
    '|---|---|---|',
    ...Object.entries({ ...fileCodes, ...lintCodes })
      .sort(([a], [b]) => compareText(a, b))
      .map(([code, { severity, summary }]) => `| \`${code}\` | ${severity} | ${summary} |`),
  ].join('\n');
}
