import { randomUUID } from 'node:crypto';
import { RawClient, decodeAnswer, wholeAppend, type RawAnswer } from './raw-client';

/**
 * Keeps appends in flight on one BatchAppend call until that call ends; the id of an append is the id of its only
 * event.
 */
export class RawLoad {
  readonly sent: string[] = [];
  readonly answers: RawAnswer[] = [];
  /** Settles with the status of the call when it ended: whatever is unanswered then ended with it. */
  readonly ended: Promise<number>;
  private readonly client: RawClient;
  private readonly call;
  private readonly waiting: { count: number; resolve: () => void }[] = [];

  constructor(
    port: number,
    private readonly stream: string,
    inFlight: number,
  ) {
    this.client = new RawClient(port);
    const call = (this.call = this.client.batchAppend());
    this.ended = new Promise((resolve) => {
      call.on('status', ({ code }: { code: number }) => {
        resolve(code);
      });
    });
    call.on('error', () => undefined); // the status says it
    call.on('data', (bytes: Buffer) => {
      this.hear(decodeAnswer(bytes));
    });
    for (let n = 0; n < inFlight; n += 1) this.send();
  }

  /** Settles when so many were acknowledged. */
  acknowledged(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ count, resolve });
      this.check();
    });
  }

  close(): void {
    this.client.close();
  }

  private send(): void {
    const id = randomUUID();
    this.sent.push(id);
    this.call.write(wholeAppend(this.stream, id));
  }

  private hear(answer: RawAnswer): void {
    this.answers.push(answer);
    this.check();
    this.send();
  }

  private check(): void {
    const count = this.answers.filter(({ code }) => code === 0).length;
    for (const one of this.waiting.filter((each) => each.count <= count)) {
      this.waiting.splice(this.waiting.indexOf(one), 1);
      one.resolve();
    }
  }
}
