import { END, START, StreamDeletedError } from '@eventstore/db-client';
import * as helpers from '@annals/testing';
import { follow, said, seen, type Followed } from './follow';
import { consume, contract, numbered, unique } from './server-under-test';

contract('subscribe to a stream', helpers, (server) => {
  let stream: string;
  const followed: Followed[] = [];
  const subscribe = (fromRevision: 'start' | 'end' | bigint): Followed => {
    const one = follow(server.client.subscribeToStream(stream, { fromRevision }));
    followed.push(one);
    return one;
  };
  const append = (count: number) => server.client.appendToStream(stream, numbered(count));
  beforeEach(() => {
    stream = unique('subscription');
  });
  afterEach(async () => {
    await Promise.all(followed.splice(0).map((one) => one.stop()));
  });

  it('85 from the start: one confirmation, the history, one caughtUp, then live', async () => {
    await append(3);
    const one = subscribe(START);
    await one.until(said('caughtUp'));
    await append(2);
    await one.until(seen(5));
    expect(one.log).toEqual(['confirmed', '0', '1', '2', 'caughtUp', '3', '4']);
  });
  it('86 after a revision', async () => {
    await append(5);
    const one = subscribe(2n);
    await one.until(said('caughtUp'));
    await append(1);
    await one.until(seen(3));
    expect(one.log).toEqual(['confirmed', '3', '4', 'caughtUp', '5']);
  });
  it('86 after a revision beyond the end: caughtUp at once, then only what is beyond it', async () => {
    await append(2);
    const one = subscribe(4n);
    await one.until(said('caughtUp'));
    await append(5);
    await one.until(seen(2));
    expect(one.log).toEqual(['confirmed', 'caughtUp', '5', '6']);
  });
  it('91 many subscriptions begun while appends are in flight: each revision once', async () => {
    const writing = Array.from({ length: 300 }, () => append(1));
    const all = Array.from({ length: 20 }, () => subscribe(START));
    await Promise.all([...writing, ...all.map((one) => one.until(seen(300)))]);
    for (const one of all)
      expect(one.events.map(({ revision }) => Number(revision))).toEqual(
        Array.from({ length: 300 }, (_, index) => index),
      );
  });
  it('87 from the end', async () => {
    await append(3);
    const one = subscribe(END);
    await one.until(said('caughtUp'));
    await append(2);
    await one.until(seen(2));
    expect(one.log).toEqual(['confirmed', 'caughtUp', '3', '4']);
  });
  it('88 a stream that is created later', async () => {
    const one = subscribe(START);
    await one.until(said('confirmed'));
    await append(2);
    await one.until(seen(2));
    expect(one.events.map(({ revision }) => revision)).toEqual([0n, 1n]);
  });
  it('89 tombstoned: an error at the start; live, the tombstone and then the error', async () => {
    await append(1);
    const live = subscribe(START);
    await live.until(said('caughtUp'));
    await server.client.tombstoneStream(stream);
    expect(await live.error).toBeInstanceOf(StreamDeletedError);
    expect(live.events.at(-1)?.type).toBe('$streamDeleted');
    expect(await subscribe(START).error).toBeInstanceOf(StreamDeletedError);
  });
  it('90 deleted and created again while live: the new revisions', async () => {
    await append(2);
    const one = subscribe(START);
    await one.until(said('caughtUp'));
    await server.client.deleteStream(stream);
    await append(2);
    await one.until(seen(4));
    expect(one.log).toEqual(['confirmed', '0', '1', 'caughtUp', '2', '3']);
  });
  it('91 a writer during the catch-up, 5,000 events: no gap, no duplicate, in order', async () => {
    await append(2500);
    let next = 0n;
    const reading = consume(async () => {
      for await (const { event: found } of server.client.subscribeToStream(stream, {
        fromRevision: next === 0n ? START : next - 1n,
      })) {
        expect(found?.revision).toBe(next);
        next += 1n;
        if (next === 5000n) return;
      }
    }, server.allows(91));
    const writing = (async () => {
      for (let written = 2500; written < 5000; written += 50) await append(50);
    })();
    await Promise.all([reading, writing]);
    expect(next).toBe(5000n);
  });
  it('92 a slow consumer gets all of 5,000 live events', async () => {
    await append(1);
    const writing = (async () => {
      for (let written = 0; written < 5000; written += 100) await append(100);
    })();
    let next = 0n;
    await consume(async () => {
      for await (const { event: found } of server.client.subscribeToStream(stream, {
        fromRevision: next === 0n ? START : next - 1n,
      })) {
        expect(found?.revision).toBe(next);
        next += 1n;
        if (next % 200n === 0n) await new Promise((resolve) => setTimeout(resolve, 5)); // slowness is what is tested
        if (next === 5001n) return;
      }
    }, server.allows(92));
    expect(next).toBe(5001n);
    await writing;
  });
  it('93 unsubscribe: an end without an error', async () => {
    await append(1);
    const one = subscribe(START);
    await one.until(said('caughtUp'));
    await one.stop();
    await one.until(said('end'));
    expect(one.log).not.toContain('error');
  });
  it('116 a missing and a soft-deleted stream: confirmation only, then the events, then caughtUp; from the end caughtUp at once', async () => {
    const missing = subscribe(START);
    const end = subscribe(END);
    await missing.until(said('confirmed'));
    await end.until(said('caughtUp'));
    await append(2);
    await Promise.all([missing.until(said('caughtUp')), end.until(seen(2))]);
    expect(missing.log).toEqual(['confirmed', '0', '1', 'caughtUp']);
    expect(end.log).toEqual(['confirmed', 'caughtUp', '0', '1']);
    await server.client.deleteStream(stream);
    const deleted = subscribe(START);
    await deleted.until(said('confirmed'));
    await append(1);
    await deleted.until(said('caughtUp'));
    expect(deleted.log).toEqual(['confirmed', '2', 'caughtUp']);
  });
  it('117 tombstoned before: from a revision the error without a confirmation, from the end confirmation and caughtUp', async () => {
    await append(3);
    await server.client.tombstoneStream(stream);
    for (const one of [subscribe(START), subscribe(1n)]) {
      expect(await one.error).toBeInstanceOf(StreamDeletedError);
      expect(one.log).not.toContain('confirmed');
    }
    const end = subscribe(END);
    await end.until(said('caughtUp'));
    expect(end.log).toEqual(['confirmed', 'caughtUp']);
  });
});
