import { WriteQueue } from './write-queue';
import type { WriteOutcome, WriteRequest } from './write-request';

const MEBIBYTE = 1024 * 1024;
const event = {
  id: '00000000-0000-0000-0000-000000000000',
  type: 'T',
  isJson: true,
  data: Buffer.alloc(0),
  metadata: Buffer.alloc(0),
};
const tiny = Array.from({ length: 10_000 }, () => event);

describe('the queue of the writer', () => {
  let outcomes: WriteOutcome['kind'][];
  const request = (events = tiny, deadline = 2): WriteRequest => ({
    kind: 'append',
    stream: 's',
    expected: 'any',
    events,
    bytes: 2 * events.length,
    deadline,
    settle: ({ kind }) => {
      outcomes.push(kind);
    },
  });
  beforeEach(() => {
    outcomes = [];
  });

  it('is full of tiny events by what they occupy, not by their bytes alone', async () => {
    const queue = new WriteQueue();
    let count = 0;
    for (; queue.room() === undefined && count < 1000; count += 1) queue.push(request());
    expect(count).toBe(Math.ceil((64 * MEBIBYTE) / (202 * tiny.length + 200)));
    const room = queue.room();
    queue.take();
    await room;
    queue.putBack();
    expect(queue.room()).toBeDefined();
    queue.expire(2);
    expect(queue.room()).toBeUndefined();
    expect(outcomes).toEqual(Array.from({ length: count }, () => 'timeout'));
  });

  it('counts what is collected elsewhere', async () => {
    const queue = new WriteQueue();
    queue.hold(64 * MEBIBYTE);
    const room = queue.room();
    expect(room).toBeDefined();
    queue.release(1);
    await room;
    expect(queue.room()).toBeUndefined();
  });

  it('tries the requests of a spoilt group one by one, and those behind them together', () => {
    const queue = new WriteQueue();
    for (let n = 0; n < 2; n += 1) queue.push(request([event]));
    expect(queue.take()).toHaveLength(2);
    queue.separate(false, { kind: 'failed' });
    for (let n = 0; n < 2; n += 1) queue.push(request([event]));
    expect(queue.take()).toHaveLength(1);
    queue.separate(true, { kind: 'failed' });
    expect(queue.take()).toHaveLength(1);
    queue.done();
    expect(queue.take()).toHaveLength(2);
    queue.giveUp();
    expect(outcomes).toEqual(['failed', 'unavailable', 'unavailable']);
  });
});
