// The pages of test/kql/operators: a query, its SQL and its rows.
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./operators/', import.meta.url);

/** Names of the pages. */
export function goldenPages(): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.md'));
}

/** An example of a page: its blocks by their language. */
export interface Golden {
  readonly title: string;
  readonly blocks: ReadonlyMap<string, string>;
}

/** `## title`, then fenced blocks named by their language: kusto, sql (may be left out), rows. */
export function goldensOf(page: string): Golden[] {
  return readFileSync(new URL(page, folder), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => ({
      title: section.slice(0, section.indexOf('\n')),
      blocks: new Map(
        Array.from(section.matchAll(/```(\w+)\n([\s\S]*?)\n?```/g), (match) => [match[1]!, match[2]!]),
      ),
    }));
}
