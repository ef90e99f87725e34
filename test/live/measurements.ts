// What is asked besides the behaviours: sizes and versions, where the answer is a number or a sentence and no variant.
import type { Probe, Reply } from './probe.ts';
import { isDone, putNew, scheduledRule, words } from './question.ts';

export interface Measurement {
  readonly name: string;
  readonly measure: (probe: Probe) => Promise<string>;
}

/** Tries the sizes in their order, up to the first that is refused. */
async function largest(sizes: readonly number[], attempt: (size: number) => Promise<Reply>): Promise<string> {
  let taken = 0;
  for (const size of sizes) {
    const reply = await attempt(size);
    if (!isDone(reply)) return `${taken} taken, ${size} refused: ${words(reply)}`;
    taken = size;
  }
  return `${taken} taken, more was not tried`;
}

const versions = ['2024-09-01', '2025-09-01', '2025-07-01-preview', '2025-10-01-preview'];

export const measurements: readonly Measurement[] = [
  {
    name: 'api-versions of alertRules',
    measure: async (probe) => {
      const seen: string[] = [];
      for (const apiVersion of versions) {
        seen.push(`${apiVersion}: ${words(await probe.sentinel('GET', 'alertRules', { apiVersion }))}`);
      }
      return seen.join('; ');
    },
  },
  {
    name: 'characters of a query',
    measure: (probe) =>
      largest([10_000, 100_000, 1_000_000, 2_000_000, 5_000_000], (size) =>
        probe.query(`print 1 //${' '.repeat(size - 10)}`),
      ),
  },
  {
    name: 'rows of a datatable in a query',
    measure: (probe) =>
      largest([1000, 10_000, 50_000, 100_000], (rows) =>
        probe.query(`datatable(s:string)[${"'12345678',".repeat(rows)}] | count`),
      ),
  },
  {
    name: 'characters of the query of a rule',
    measure: (probe) =>
      largest([10_000, 10_001, 20_000, 50_000], (size) =>
        putNew(probe, scheduledRule(probe, { query: 'Usage //'.padEnd(size, '.') })),
      ),
  },
];

/** Each name with what was seen; one that breaks does not stop the rest. */
export async function measureAll(
  probe: Probe,
  chosen: readonly Measurement[] = measurements,
): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  for (const { name, measure } of chosen) {
    seen.set(name, await measure(probe).catch((error: unknown) => `failed: ${String(error)}`));
  }
  return seen;
}
