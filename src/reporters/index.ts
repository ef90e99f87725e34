// The reporters by the name --format takes.
import { renderJson } from './json.ts';
import type { Report } from './report.ts';
import type { Style } from './style.ts';
import { renderText } from './text.ts';

export type { Report } from './report.ts';

/** A report in, text that ends in a line break out. */
export type Reporter = (report: Report, style: Style) => string;

export const reporters = { json: renderJson, text: renderText } satisfies Record<string, Reporter>;
