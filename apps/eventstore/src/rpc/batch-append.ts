import type { ProposedEvent } from '../log/types';
import { weightOf, type WriteOutcome, type WriteRequest } from '../log/write-request';
import {
  decodeBatchAppend,
  encodeBatchError,
  encodeBatchSuccess,
  type BatchAppendError,
  type BatchAppendOptions,
  type BatchAppendRequest,
} from '../wire/batch-append';
import { asFailure, type CallContext, type Duplex, type Outflow } from './call';
import { MAX_APPEND_EVENTS, MAX_APPEND_SIZE, WRITE_TIMEOUT, isTooLarge, sizeOf } from './limits';

/** An append whose chunks are still coming, or whose commit is awaited. */
interface Pending {
  readonly key: string;
  readonly correlation: Buffer;
  readonly options: BatchAppendOptions;
  readonly permits: WriteRequest['permits'];
  readonly deadline: number;
  readonly events: ProposedEvent[];
  bytes: number;
  /** Bytes that the log was told of while chunks are still coming. */
  held: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * One client's stream of appends. Every append gets exactly one answer, ever: an unexpected one kills the official
 * client. Problems are answers too; the stream itself ends only by a message that can't be read, by the client, or when
 * the server stops.
 */
export class BatchAppendCall {
  private readonly collecting = new Map<string, Pending>();
  private unanswered = 0;
  private halfClosed = false;
  private holds = 0;

  constructor(
    private readonly context: CallContext,
    private readonly call: Duplex,
    private readonly outflow: Outflow,
  ) {
    call.on('data', (bytes: Buffer) => {
      this.receive(bytes);
    });
    call.on('end', () => {
      this.halfClose();
    });
    call.on('cancelled', () => {
      this.forget();
    });
  }

  private receive(bytes: Buffer): void {
    try {
      this.accept(decodeBatchAppend(bytes, MAX_APPEND_EVENTS + 1));
    } catch (error) {
      this.forget();
      this.outflow.fail(asFailure(error, this.context.report));
      return;
    }
    this.holdUntil(this.context.log.room());
  }

  /** Takes no more from this client until the log has room, or the client has taken its answers. */
  private holdUntil(ready: Promise<void> | undefined): void {
    if (ready === undefined) return;
    this.holds += 1;
    this.call.pause();
    void ready.then(() => {
      this.holds -= 1;
      if (this.holds === 0) this.call.resume();
    });
  }

  private accept(chunk: BatchAppendRequest): void {
    const key = chunk.correlation.toString('latin1');
    const pending = this.collecting.get(key) ?? this.begin(key, chunk);
    if (pending === undefined) return;
    const size = sizeOf(chunk.events);
    if (chunk.malformed !== undefined)
      this.refuse(pending, { kind: 'bad-request', reason: MALFORMED[chunk.malformed] });
    else if (pending.deadline <= Date.now()) this.refuse(pending, { kind: 'timeout' });
    else if (isTooLarge(pending.bytes + size, pending.events.length + chunk.events.length))
      this.refuse(pending, { kind: 'maximum-append-size-exceeded', maximum: MAX_APPEND_SIZE });
    else {
      pending.bytes += size;
      for (const event of chunk.events) pending.events.push(event);
      if (chunk.isFinal) this.submit(pending);
      else this.collect(pending, weightOf({ bytes: size, events: chunk.events }));
    }
  }

  private collect(pending: Pending, weight: number): void {
    pending.held += weight;
    this.context.log.hold(weight);
    pending.timer ??= setTimeout(() => {
      this.refuse(pending, { kind: 'timeout' });
    }, pending.deadline - Date.now());
  }

  /** The first chunk of an append. Without options it can't be told from a late chunk of an answered one: no answer. */
  private begin(key: string, { options, correlation, correlationIsValid }: BatchAppendRequest): Pending | undefined {
    if (options === undefined) return undefined;
    const latest = Date.now() + WRITE_TIMEOUT;
    const rule = this.context.caller.rule('write', options.stream);
    const permits = typeof rule === 'boolean' ? undefined : rule;
    const pending: Pending = {
      key,
      correlation,
      options,
      permits,
      deadline: Math.min(latest, options.deadline ?? latest),
      events: [],
      bytes: 0,
      held: 0,
      timer: undefined,
    };
    this.unanswered += 1;
    const problem = badOptions(options, correlationIsValid);
    if (problem !== undefined || rule === false) {
      this.refuse(
        pending,
        problem === undefined ? { kind: 'access-denied' } : { kind: 'bad-request', reason: problem },
      );
      return undefined;
    }
    this.collecting.set(key, pending);
    return pending;
  }

  private submit(pending: Pending): void {
    this.collected(pending);
    const {
      options: { stream, expected },
      events,
      bytes,
      deadline,
      permits,
    } = pending;
    let answered = false;
    this.context.log.submit({
      kind: 'append',
      stream,
      expected: expected ?? 'any',
      events,
      bytes,
      deadline,
      permits,
      settle: (outcome) => {
        if (answered) return;
        answered = true;
        this.answer(this.encode(pending, outcome));
      },
    });
  }

  private encode({ correlation, options }: Pending, outcome: WriteOutcome): Buffer {
    const error = (problem: BatchAppendError): Buffer => encodeBatchError(correlation, options.identifier, problem);
    switch (outcome.kind) {
      case 'success':
        return encodeBatchSuccess(correlation, options.identifier, outcome);
      case 'wrong-expected-revision':
        return error({ kind: 'wrong-expected-version', current: outcome.current, expected: options.expected ?? 'any' });
      case 'stream-deleted':
        return error({ kind: 'stream-deleted', identifier: options.identifier });
      case 'access-denied':
        return error({ kind: 'access-denied' });
      case 'timeout':
      case 'unavailable':
        return error({ kind: 'timeout' });
      case 'failed':
        return error({ kind: 'unknown' });
      case 'damaged':
        return error(outcome);
    }
  }

  private refuse(pending: Pending, error: BatchAppendError): void {
    this.collected(pending);
    this.answer(encodeBatchError(pending.correlation, pending.options.identifier, error));
  }

  private collected(pending: Pending): void {
    clearTimeout(pending.timer);
    this.collecting.delete(pending.key);
    if (pending.held > 0) this.context.log.release(pending.held);
    pending.held = 0;
  }

  private answer(frame: Buffer): void {
    this.unanswered -= 1;
    this.holdUntil(this.outflow.send(frame));
    if (this.halfClosed && this.unanswered === 0) this.outflow.end();
  }

  private halfClose(): void {
    this.halfClosed = true;
    for (const pending of [...this.collecting.values()]) this.refuse(pending, { kind: 'timeout' });
    if (this.unanswered === 0) this.outflow.end();
  }

  private forget(): void {
    for (const pending of [...this.collecting.values()]) this.collected(pending);
  }
}

const MALFORMED = {
  id: 'An event id is missing or no GUID.',
  'type-missing': `Required metadata property 'type' is missing.`,
  'type-empty': 'An event type is empty.',
  'content-type-missing': `Required metadata property 'content-type' is missing.`,
  nul: 'An event type contains U+0000.',
};

function badOptions({ stream, expected }: BatchAppendOptions, correlationIsValid: boolean): string | undefined {
  if (!correlationIsValid) return 'The correlation id is no GUID.';
  if (stream === '') return 'The stream name is missing.';
  if (stream === '$$') return 'No stream has an empty name, so none has this metadata.';
  if (stream.includes('\0')) return 'A stream name can not contain U+0000.';
  return expected === undefined ? 'The expected revision is missing.' : undefined;
}
