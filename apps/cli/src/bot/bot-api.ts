import { callOf, type AnswerOf, type CallOf, type Route } from '@annals/contracts';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotDo } from '../sentence';

/** The API said no: asking again would not help. */
export class SaidNo extends CannotDo {
  constructor(
    readonly status: number,
    readonly code: string,
    sentence: string,
  ) {
    super(sentence);
  }
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** What stands still goes on later, and whoever asks too often may ask again. */
const LATER: readonly number[] = [423, 429];

/** The API as a program with a key asks it: again until there is an answer, with the same command each time. */
export class BotApi {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  /**
   * @param signal ends the asking
   * @throws SaidNo, CannotDo where the key does not count, and whatever `signal` was aborted with
   */
  async ask<R extends Route>(route: R, said: CallOf<R> & object, signal?: AbortSignal): Promise<AnswerOf<R>> {
    const command = randomUUID();
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      const answer = await this.send(route, { ...said }, { command, ...(signal ? { signal } : {}) });
      if (answer !== 'again') return (route.answer?.parse(answer.body) ?? undefined) as AnswerOf<R>;
      await pause(wait, undefined, signal ? { signal } : {});
    }
  }

  private async send(
    route: Route,
    said: Readonly<Record<string, unknown>>,
    { command, signal }: { readonly command: string; readonly signal?: AbortSignal },
  ): Promise<{ readonly body: unknown } | 'again'> {
    const { method, path, body } = callOf(route, said);
    const authorization = `Bearer ${this.key}`;
    const written =
      body === undefined
        ? { headers: { authorization } }
        : {
            headers: { authorization, 'content-type': 'application/json', 'idempotency-key': command },
            body: JSON.stringify(body),
          };
    try {
      const answer = await fetch(this.url + path, { method, ...written, ...(signal ? { signal } : {}) });
      const text = await answer.text();
      if (answer.ok) return { body: text === '' ? undefined : JSON.parse(text) };
      if (answer.status >= 500 || LATER.includes(answer.status)) return 'again';
      throw saidNo(answer.status, text);
    } catch (error) {
      if (signal?.aborted === true || error instanceof CannotDo) throw error;
      return 'again'; // nobody was there
    }
  }
}

function saidNo(status: number, text: string): Error {
  if (status === 401)
    return new CannotDo('This key does not count (any more). Keys are issued in the console, or by POST …/api-keys.');
  const { code = '', detail = '' } = JSON.parse(text) as { readonly code?: string; readonly detail?: string };
  return new SaidNo(status, code, detail);
}
