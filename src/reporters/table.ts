// The result of a query as the text that a terminal shows: `--format table`.
import type { Reporter } from './reporter.ts';
import { text } from './text.ts';

export const table: Reporter = { ...text, kinds: ['query'] };
