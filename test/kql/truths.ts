// The truths of test/kql/functions/*.cases and test/kql/aggregates/*.cases: `strlen('abc') = 3`, one a line.
import { readdirSync } from 'node:fs';

/** The files, by their path from here. */
export function caseFiles(): string[] {
  return ['functions', 'aggregates'].flatMap((area) =>
    readdirSync(new URL(`./${area}/`, import.meta.url))
      .filter((name) => name.endsWith('.cases'))
      .map((name) => `${area}/${name}`),
  );
}

export interface Truth {
  readonly line: string;
  readonly left: string;
  readonly right: string;
}

/** Empty lines and `//` comments are left out; the last ` = ` stands between the sides. */
export function truthsIn(text: string): Truth[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
    .map((line) => {
      const at = line.lastIndexOf(' = ');
      return { line, left: line.slice(0, at), right: line.slice(at + 3) };
    });
}

/** One query for many truths: `a0` and `b0` are the sides of the first. */
export function printed(truths: readonly Truth[]): string {
  return `print ${truths.map(({ left, right }, i) => `a${i} = ${left}, b${i} = ${right}`).join(', ')}`;
}
