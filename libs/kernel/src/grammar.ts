import type { Decide, Facts, Frozen } from './decide';
import type { DomainEvent } from './event';
import { Refused } from './refused';
import { fold, type Stream } from './stream';

/** Facts for specs: a fixed instant, a user, and ids that read as their noun. */
export const someFacts: Facts = {
  now: '2026-06-03T09:15:00.000Z',
  clock: '2026-06-03T09:15:00.000Z',
  actor: 'user:00000000-0000-4000-8000-000000000001',
  id: (noun) => `id-of-${noun}`,
};

interface Outcome<E extends DomainEvent> {
  /** Exactly these events, in this order. */
  then(...expected: readonly E[]): void;
  /** It is already so: no event. */
  thenNothing(): void;
  /** A rule says no, with this code (and these details, where given). */
  thenRefused(code: string, details?: Readonly<Record<string, unknown>>): void;
}

/**
 * The one grammar of decisions: `given(stream, …history).when(decide, command).then(…)`.
 * It throws an Error that shows both sides; it needs no test framework, so the kernel imports nothing.
 */
export function given<State, E extends DomainEvent>(stream: Stream<State, E>, ...history: readonly NoInfer<E>[]) {
  return {
    when<Command, New extends E>(
      decide: Decide<State, Command, New>,
      command: Command,
      facts: Partial<Facts> = {},
    ): Outcome<E> {
      const state = fold(stream, history) as Frozen<State>;
      return outcome(() =>
        decide(state, command, { ...someFacts, ...(facts.now === undefined ? {} : { clock: facts.now }), ...facts }),
      );
    },
  };
}

function outcome<E extends DomainEvent>(run: () => readonly E[]): Outcome<E> {
  return {
    then: (...expected) => expectSame(run(), expected),
    thenNothing: () => expectSame(run(), []),
    thenRefused(code, details) {
      const refusal = refusalOf(run);
      expectSame(refusal.code, code);
      if (details !== undefined) expectSame(refusal.details, details);
    },
  };
}

function refusalOf(run: () => unknown): Refused {
  let events: unknown;
  try {
    events = run();
  } catch (error) {
    if (error instanceof Refused) return error as Refused;
    throw error;
  }
  throw new Error(`Expected a refusal, but the decision gave ${show(events)}`);
}

function expectSame(actual: unknown, expected: unknown): void {
  if (show(actual) !== show(expected)) throw new Error(`Expected ${show(expected)}\nbut got  ${show(actual)}`);
}

/** Order of keys says nothing; a missing key and an undefined one are the same. */
function show(value: unknown): string {
  return (
    JSON.stringify(
      value,
      (_key, inner: unknown) =>
        inner !== null && typeof inner === 'object' && !Array.isArray(inner)
          ? Object.fromEntries(
              Object.entries(inner)
                .filter(([, v]) => v !== undefined)
                .sort(([a], [b]) => (a < b ? -1 : 1)),
            )
          : inner,
      2,
    ) ?? 'undefined'
  );
}
