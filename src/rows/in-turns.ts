// Work on many things, a few at once.

/**
 * The answers in the order of the questions; `atOnce` of them are worked on at once. After an error none is begun any more, and it is
 * thrown when those that had begun have ended: who closes what they work on may do so then.
 */
export async function inTurns<T, U>(
  atOnce: number,
  questions: readonly T[],
  answer: (question: T) => Promise<U>,
): Promise<readonly U[]> {
  const answers: U[] = [];
  const left = [...questions.entries()];
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const [index, question] = next;
      answers[index] = await answer(question).catch((error: unknown) => {
        left.length = 0;
        throw error;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, work));
  const broken = ended.find((one) => one.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  return answers;
}
