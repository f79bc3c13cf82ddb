import { setTimeout as pause } from 'node:timers/promises';

interface Waiting<Asked, Answer> {
  readonly asked: Asked;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls that one statement serves at most. */
const MOST = 500;

/**
 * Group commit for small statements: whoever calls while a round is under way goes into the next one, together. There
 * is no timer: the statement in flight is the window, and the first round begins when what arrived together has been
 * looked at (requests come in bunches), so that a lone call waits for nobody. A round begins after its last call, so
 * every answer is at least as new as the question.
 * @param together answers all questions of a round, in their order; when it rejects, all of them do
 * @param window milliseconds to wait for company, for what nobody waits for; none without it
 */
export function gathered<Asked, Answer>(
  together: (asked: readonly Asked[]) => Promise<readonly Answer[]>,
  window = 0,
): (asked: Asked) => Promise<Answer> {
  let waiting: Waiting<Asked, Answer>[] = [];
  let running = false;

  const round = async (calls: readonly Waiting<Asked, Answer>[]): Promise<void> => {
    try {
      const answers = await together(calls.map(({ asked }) => asked));
      if (answers.length !== calls.length) throw new Error(`${calls.length} were asked, ${answers.length} answered`);
      answers.forEach((answer, index) => calls[index]?.resolve(answer));
    } catch (error) {
      for (const { reject } of calls) reject(error);
    }
  };

  const rounds = async (): Promise<void> => {
    while (waiting.length > 0) {
      if (window > 0) await pause(window);
      const calls = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      await round(calls);
    }
    running = false;
  };

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject });
      // `round` settles everything by itself, so `rounds` never rejects.
      if (running) return;
      running = true;
      setImmediate(() => void rounds());
    });
}
