// For every behaviour of the embedded workspace that nobody has checked: the question that finds it out, or why none is asked.
import { type Behaviour, type BehaviourId, behaviours } from '../../src/emulator/behaviours.ts';
import { ingestionBehaviours } from '../../src/emulator/behaviours-ingestion.ts';
import { otherQuestions } from './other-questions.ts';
import type { Probe } from './probe.ts';
import type { Ask } from './question.ts';
import { ruleQuestions } from './rule-questions.ts';

const asked = { ...ruleQuestions, ...otherQuestions };
type AskedId = keyof typeof asked;
type IngestionId = keyof typeof ingestionBehaviours;

/** Why no script asks. */
const notAsked: { readonly [Id in Exclude<BehaviourId, AskedId | IngestionId>]: string } = {
  authorization: 'Azure needs a token; the embedded workspace takes any client by choice',
  'catalogue-installed-version': 'nothing hangs on it: doctor reads what is installed from contentPackages',
  'content-hub-put-without-etag': 'it would write over a solution of the workspace',
  'ml-rule-second-put': 'it would switch a detection of the workspace on',
  'not-onboarded-message': 'it takes a workspace without Microsoft Sentinel',
  'read-only-properties': 'it would write a Fusion rule, of which a workspace has one',
  'rule-count-limit': 'it takes 513 enabled rules',
  'threat-intelligence-display-name': 'it would switch a detection of the workspace on',
};

const ingestion =
  'it takes a table, a data collection rule and minutes of waiting: seed an environment instead';

/** The question of a behaviour, or why there is none. */
export type Question = { readonly ask: Ask<string> } | { readonly notAsked: string };

const every: readonly [BehaviourId, Behaviour][] = Object.entries(behaviours) as [BehaviourId, Behaviour][];

export const questions: ReadonlyMap<BehaviourId, Question> = new Map(
  every.map(([id]) => [id, questionOf(id)] as const),
);

function questionOf(id: BehaviourId): Question {
  if (Object.hasOwn(asked, id)) return { ask: asked[id as AskedId] };
  if (Object.hasOwn(ingestionBehaviours, id)) return { notAsked: ingestion };
  return { notAsked: notAsked[id as keyof typeof notAsked] };
}

export interface Row {
  readonly behaviour: BehaviourId;
  /** What the embedded workspace does by default. */
  readonly embedded: string;
  /** The variant that was found; undefined where none was. */
  readonly answer: string | undefined;
  /** What was seen, or why nothing was asked. */
  readonly evidence: string;
  readonly isAsked: boolean;
}

/** Asks everything, one question after the other, in the order of the table; a question that breaks is a row too. */
export async function askAll(probe: Probe): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const [behaviour, question] of questions) {
    const embedded = behaviours[behaviour].default;
    if ('notAsked' in question) {
      rows.push({ behaviour, embedded, answer: undefined, evidence: question.notAsked, isAsked: false });
      continue;
    }
    const { answer, saw } = await question
      .ask(probe)
      .catch((error: unknown) => ({ answer: undefined, saw: `the question failed: ${String(error)}` }));
    rows.push({ behaviour, embedded, answer, evidence: saw, isAsked: true });
  }
  return rows;
}
