// Findings an estate starts with: `lint --baseline FILE` reports only what is not among them.
import { compareText } from '../../diagnostics/compare-text.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { lintError } from './codes.ts';

export interface LintFinding {
  readonly diagnostic: Diagnostic;
  /** The id of the content item, or the file where there is none. */
  readonly item: string;
  /** The check that reported it, where the code is the parser's. */
  readonly check?: string;
}

/** One known finding; the place in the file is no part of it, so a line that moves stays known. */
interface KnownFinding {
  readonly code: string;
  readonly item: string;
  /** With numbers as `#`: a query that grows is still too long. */
  readonly message: string;
  readonly count: number;
}

export interface Baseline {
  readonly schemaVersion: 1;
  readonly findings: readonly KnownFinding[];
}

/** The text of a baseline file with these findings: sorted, one finding a line, so that its history can be read. */
export function writeBaseline(findings: readonly LintFinding[]): string {
  const lines = [...countByKey(findings)]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, known]) => `    ${JSON.stringify(known)}`);
  return `{\n  "schemaVersion": 1,\n  "findings": [${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n  `}]\n}\n`;
}

/** Reads a baseline file. Throws a UserError when it is none. `file` is for the message. */
export function readBaseline(text: string, file: string): Baseline {
  const bad = (what: string) =>
    lintError('lint/bad-baseline', `${file} is not a baseline: ${what}`, { file });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw bad('it is not JSON');
  }
  const { schemaVersion, findings } = (value ?? {}) as Partial<Record<keyof Baseline, unknown>>;
  if (schemaVersion !== 1) throw bad('its schemaVersion is not 1');
  if (!Array.isArray(findings) || !findings.every(isKnownFinding)) throw bad('its findings are malformed');
  return { schemaVersion, findings };
}

/** Findings beyond those the baseline counts, and how many of its own are gone. */
export function compareWithBaseline(
  findings: readonly LintFinding[],
  baseline: Baseline,
): { added: LintFinding[]; fixed: number } {
  const left = new Map(baseline.findings.map((known) => [keyOf(known), known.count]));
  const added = findings.filter((finding) => {
    const key = keyOf(knownOf(finding));
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
  const fixed = [...left.values()].reduce((sum, count) => sum + Math.max(0, count), 0);
  return { added, fixed };
}

function knownOf({ diagnostic, item }: LintFinding): Omit<KnownFinding, 'count'> {
  const message = diagnostic.message.replaceAll(/\b\d+\b/g, '#').replaceAll(/\s+/g, ' ');
  return { code: diagnostic.code, item, message };
}

function keyOf({ code, item, message }: Omit<KnownFinding, 'count'>): string {
  return `${item}\n${code}\n${message}`;
}

function countByKey(findings: readonly LintFinding[]): Map<string, KnownFinding> {
  const known = new Map<string, KnownFinding>();
  for (const finding of findings) {
    const one = knownOf(finding);
    known.set(keyOf(one), { ...one, count: (known.get(keyOf(one))?.count ?? 0) + 1 });
  }
  return known;
}

function isKnownFinding(value: unknown): value is KnownFinding {
  const known = (value ?? {}) as Partial<Record<keyof KnownFinding, unknown>>;
  return (
    ['code', 'item', 'message'].every((key) => typeof known[key as keyof KnownFinding] === 'string') &&
    Number.isInteger(known.count)
  );
}
