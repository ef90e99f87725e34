// What a run on a real Kusto engine is remembered by.
import type { KustoRecord } from '../../scripts/pages/kql-confirmed.ts';
import type { Answer } from './questions.ts';

export interface RunFacts {
  readonly engine: string;
  readonly image: string | undefined;
  readonly on: Date;
  readonly cases: KustoRecord['cases'];
}

/** The record of answers; how long they took is not in it. */
export function recordOf(answers: readonly Answer[], { engine, image, on, cases }: RunFacts): KustoRecord {
  const others = answers.flatMap(({ id, status, words = '' }) =>
    status === 'confirmed' ? [] : [{ id, status, words }],
  );
  return {
    engine,
    ...(image !== undefined && { image }),
    on: on.toISOString().slice(0, 10),
    confirmed: answers.length - others.length,
    others,
    cases,
  };
}
