import { performance } from 'node:perf_hooks';
import { refused } from '@annals/contracts';
import { latest, Refused, streamName, type DomainEvent, type Instant } from '@annals/kernel';
import type { AppendChannel } from './client/append-channel';
import type { Append } from './client/append-message';
import type { EndOfAppend, ReadBack } from './client/read-back';
import type { Reader } from './client/reader';
import type { CommandContext } from './command-context';
import type { Effect } from './command-memory';
import { seen, verdictOf, writtenForm, type Decided, type Deciding, type DecideOn, type Target } from './decision';
import type { Decoder } from './decode';
import type { EncodedEvent, Encoder } from './encode';
import { EventStoreUnavailable, OutcomeUnknown } from './faults';
import type { CachedState } from './cached-state';
import type { CachedStates } from './cached-states';
import { isUnique } from './ids';
import type { LogEvent } from './log-event';
import { saltOf } from './stored-record';
import { appendsTold } from './told';

export interface DecisionsOptions {
  readonly states: CachedStates;
  readonly channel: AppendChannel;
  readonly reader: Reader;
  readonly readBack: ReadBack;
  readonly encoder: Encoder;
  readonly decoder: Decoder;
  readonly clock: () => Instant;
  readonly deadlineMs: number;
  /** Told of every append that was stored: where, and when it was sent (performance.now()). */
  readonly stored?: (place: bigint, sentAt: number) => void;
}

/** How often a command is decided, at most, because others were faster. */
export const ATTEMPTS = 20;

/** A stream whose turn it is, and the command that came for it. */
interface Turn<S, E extends DomainEvent> {
  readonly name: string;
  readonly cached: CachedState<S, E>;
  readonly context: CommandContext;
  /**
   * When the store's silence ends the command (performance.now()): waiting, reading and appending share one deadline.
   */
  readonly giveUpAt: number;
  /** The state was read from the store since the command came: an answer may rest on it without an append. */
  fresh: boolean;
}

type Round<S, E extends DomainEvent, R> = Turn<S, E> & Deciding<S, E, R>;

/** state → decide → append with the exact expected revision → on conflict the delta and again (history.md §3). */
export class Decisions {
  constructor(private readonly parts: DecisionsOptions) {}

  /** Decisions on one stream take turns in this process, so that they meet no conflicts of its own making. */
  decide<S, E extends DomainEvent, R>(
    target: Target<S, E>,
    context: CommandContext,
    decide: DecideOn<S, E, R>,
  ): Promise<Decided<E, R>> {
    return this.inTurn(target, context, async (turn) => {
      const decided = await this.rounds({ ...turn, decide });
      context.answering?.decided(decided.outcome);
      return decided;
    });
  }

  /** What a command came to, where the stream remembers it; looked for in the stream as it is now. */
  remembered<S, E extends DomainEvent>(
    target: Target<S, E>,
    context: CommandContext,
  ): Promise<Decided<E, never> | undefined> {
    return this.inTurn(target, context, async (turn) => {
      const { cached } = turn;
      const find = () => cached.memory.find(context.commandId);
      const effect = find() ?? (!turn.fresh && (await this.moved(turn)) ? find() : undefined);
      context.answering?.decided(effect ? 'remembered' : 'unchanged');
      return effect && this.readAgain(turn, effect);
    });
  }

  private inTurn<S, E extends DomainEvent, T>(
    { stream, id }: Target<S, E>,
    context: CommandContext,
    work: (turn: Turn<S, E>) => Promise<T>,
  ): Promise<T> {
    const name = streamName(stream.category, ...id);
    const giveUpAt = performance.now() + this.parts.deadlineMs;
    return this.parts.states.inTurn(name, giveUpAt, async () =>
      work({ name, context, giveUpAt, ...(await this.parts.states.load(name, stream, giveUpAt)) }),
    );
  }

  private async rounds<S, E extends DomainEvent, R>(round: Round<S, E, R>): Promise<Decided<E, R>> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const effect = round.cached.memory.find(round.context.commandId);
      if (effect) return await this.readAgain(round, effect);
      const decided = await this.once(round);
      if (decided) return decided;
    }
    throw refused('CONFLICT');
  }

  /** One decision on the state as it is. Nothing: the stream has moved on since, and the state with it. */
  private async once<S, E extends DomainEvent, R>(round: Round<S, E, R>): Promise<Decided<E, R> | undefined> {
    const { cached, context } = round;
    const clock = this.parts.clock();
    const now = cached.at === undefined ? clock : latest(clock, cached.at);
    const verdict = verdictOf(round, { now, clock });
    if (verdict instanceof Refused || verdict.events.length === 0) {
      // Nothing will be appended, so nothing checks the revision: look at the stream itself.
      if (!round.fresh && (await this.moved(round))) return undefined;
      if (verdict instanceof Refused) throw verdict;
      return {
        ...verdict,
        revision: cached.revision,
        position: String(cached.position),
        outcome: 'unchanged',
        at: now,
      };
    }
    for (const { type } of verdict.events)
      if (!(type in cached.stream.evolve)) throw new Error(`Stream ${cached.stream.category} knows no event ${type}`);
    const events = await this.parts.encoder.encode({ stream: round.name, context, at: now }, verdict.events);
    const checkedAt = performance.now();
    const appended = await this.append({ stream: round.name, expected: cached.revision, events }, round.giveUpAt);
    const revision = cached.revision + verdict.events.length;
    const position = appended !== 'conflict' && appended.revision === revision ? appended.position : undefined;
    if (
      position === undefined ||
      !(await this.isOurs(round, { stream: round.name, revision, position }, events.at(-1)))
    ) {
      await this.moved(round);
      return undefined;
    }
    this.parts.stored?.(position, checkedAt);
    const folded = this.fold(round, verdict.events, { at: now, position, salts: events.map(({ salt }) => salt) });
    cached.checkedAt = checkedAt;
    return { ...verdict, ...folded, outcome: 'appended' };
  }

  private async append(append: Append, giveUpAt: number) {
    const began = performance.now();
    const left = giveUpAt - began;
    if (left <= 0) throw new EventStoreUnavailable(`there was no time left to append to ${append.stream}`);
    try {
      return await this.parts.channel.append(append, left);
    } catch (error) {
      // Perhaps stored, perhaps not: only the store knows, so the state is read anew by whoever comes next.
      if (error instanceof OutcomeUnknown) this.parts.states.drop(append.stream);
      throw error;
    } finally {
      appendsTold.publish({ seconds: (performance.now() - began) / 1_000 });
    }
  }

  /**
   * Whether what is stored is what this process sent. The store compares event ids alone, so where a twin (the same
   * command in another process) was faster at the same revision, it takes ours for a repetition and says success,
   * whatever we decided. No answer tells the two apart without a look: the revision is the same, and a twin that was
   * stored after we sent is at a position as new as ours would be. A v7 id is made for one request, so it has no twin
   * and costs nothing; any other may be derived (v5 of an Idempotency-Key, of a cause and a step) and is read back. The
   * salt is random, and an append is stored as one, so its last event tells.
   */
  private async isOurs<S, E extends DomainEvent>(
    { context, giveUpAt }: Turn<S, E>,
    place: EndOfAppend,
    last: EncodedEvent | undefined,
  ): Promise<boolean> {
    if (isUnique(context.commandId) || context.answering?.isSole() === true) return true;
    try {
      const stored = await this.parts.readBack.at(place, giveUpAt);
      return stored !== undefined && saltOf(stored) === last?.salt;
    } catch (error) {
      // It is stored, but whose it is nobody knows: to the caller the same as an answer that was lost.
      this.parts.states.drop(place.stream);
      throw new OutcomeUnknown(place.stream, { cause: error });
    }
  }

  private fold<S, E extends DomainEvent>(
    { name, cached, context }: Turn<S, E>,
    events: readonly E[],
    { at, position, salts }: { readonly at: Instant; readonly position: bigint; readonly salts: readonly string[] },
  ): Pick<Decided<E>, 'revision' | 'position' | 'at'> {
    try {
      for (const [index, event] of events.entries()) {
        const place = { revision: cached.revision + 1, position, command: context.commandId, at };
        cached.add(seen(event), { ...place, salt: salts[index] ?? '' });
      }
    } catch (error) {
      // It is stored; the state is half made and must not be met again.
      this.parts.states.drop(name);
      throw new Error(`Stream ${name} stored events that it does not fold`, { cause: error });
    }
    this.parts.states.keep(name, cached);
    return { revision: cached.revision, position: String(position), at };
  }

  private async moved<S, E extends DomainEvent>(turn: Turn<S, E>): Promise<boolean> {
    turn.fresh = true;
    return (await this.parts.states.catchUp(turn.name, turn.cached, turn.giveUpAt)) > 0;
  }

  /** What a remembered command came to then, as it is stored. */
  private async readAgain<S, E extends DomainEvent>(
    { name, cached, giveUpAt }: Turn<S, E>,
    effect: Effect,
  ): Promise<Decided<E, never>> {
    const events: LogEvent[] = [];
    for await (const records of this.parts.reader.stream(name, effect.first, { giveUpAt })) {
      events.push(...(await this.parts.decoder.decode(records.filter(({ revision }) => revision <= effect.last))));
      if (events.length > effect.last - effect.first) break;
    }
    const last = events.at(-1);
    if (last?.revision !== effect.last)
      throw new Error(`Stream ${name} ends before ${effect.last}, though it was read further (${cached.revision})`);
    return {
      revision: effect.last,
      position: String(effect.position),
      events: events.map(writtenForm<E>),
      outcome: 'remembered',
      at: last.meta.at,
    };
  }
}
