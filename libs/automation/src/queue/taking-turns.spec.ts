import { type Found, TakingTurns } from './taking-turns';

/** Things that can be found, and how often somebody looked. */
class Shelf {
  looks = 0;
  readonly things: string[] = [];
  readonly turns = new TakingTurns();

  put(...things: string[]): void {
    for (const thing of things) {
      this.things.push(thing);
      this.turns.ring('shelf');
    }
  }

  waiter(signal = new AbortController().signal): Promise<string | undefined> {
    return this.turns.until('shelf', () => this.look(), signal);
  }

  private async look(): Promise<Found<string> | undefined> {
    this.looks += 1;
    await settled();
    const found = this.things.shift();
    return found === undefined ? undefined : { found, more: this.things.length > 0 };
  }
}

/** All that is ready to go on has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));
const quiet = async () => {
  for (let n = 0; n < 20; n += 1) await settled();
};

describe('many who wait for the same things', () => {
  it('a thing for one costs a look, however many wait', async () => {
    const shelf = new Shelf();
    const waiting = Array.from({ length: 100 }, () => shelf.waiter());
    await quiet();
    expect(shelf.looks).toBe(100); // each as it came
    shelf.put('one');
    expect(await waiting[0]).toBe('one');
    await quiet();
    expect(shelf.looks).toBe(101);
    shelf.things.push('two', 'three', 'four');
    shelf.turns.ring('shelf'); // one ring for several: what held them back is gone
    expect(await Promise.all(waiting.slice(1, 4))).toEqual(['two', 'three', 'four']);
    await quiet();
    expect(shelf.looks).toBe(104);
  });

  it('who slept longest gets it', async () => {
    const shelf = new Shelf();
    const got: string[] = [];
    for (const name of ['first', 'second', 'third']) {
      void shelf.waiter().then((thing) => got.push(`${name}: ${String(thing)}`));
      await quiet();
    }
    shelf.put('a');
    await quiet();
    shelf.put('b');
    await quiet();
    expect(got).toEqual(['first: a', 'second: b']);
  });

  it('what rings while somebody looks is not lost', async () => {
    const turns = new TakingTurns();
    let there = false;
    let looks = 0;
    const found = turns.until(
      'late',
      async () => {
        looks += 1;
        const seen = there;
        await settled(); // it comes after the look, and before it is known that there was nothing
        if (looks === 1) {
          there = true;
          turns.ring('late');
        }
        return seen ? { found: 'it', more: false } : undefined;
      },
      new AbortController().signal,
    );
    expect(await found).toBe('it');
    expect(looks).toBe(2);
  });

  it('every one of many things is found, however they come', async () => {
    const shelf = new Shelf();
    const waiting = Array.from({ length: 40 }, () => shelf.waiter());
    shelf.put('early', 'too');
    await settled();
    for (let n = 2; n < 40; n += 1) {
      shelf.put(String(n));
      if (n % 7 === 0) await settled();
    }
    expect((await Promise.all(waiting)).filter((thing) => thing === undefined)).toEqual([]);
  });

  it('who leaves after a ring leaves it to the next; who leaves before takes nothing along', async () => {
    const shelf = new Shelf();
    const leaving = new AbortController();
    const gone = shelf.waiter(leaving.signal);
    const staying = shelf.waiter();
    await quiet();
    shelf.put('it');
    leaving.abort(); // woken, and it goes before it looks
    expect(await gone).toBeUndefined();
    expect(await staying).toBe('it');
    const other = new AbortController();
    const none = shelf.waiter(other.signal);
    await quiet();
    other.abort();
    expect(await none).toBeUndefined();
  });

  it('who fails leaves it to the next one', async () => {
    const turns = new TakingTurns();
    const { signal } = new AbortController();
    let breaks = false;
    const failing = turns.until(
      'x',
      () => (breaks ? Promise.reject(new Error('down')) : settled().then(() => undefined)),
      signal,
    );
    await quiet();
    const other = turns.until(
      'x',
      () => settled().then(() => (breaks ? { found: 'it', more: false } : undefined)),
      signal,
    );
    await quiet();
    breaks = true;
    turns.ring('x');
    await expect(failing).rejects.toThrow('down');
    expect(await other).toBe('it');
  });

  it('a missed notice rings for everybody’s things; nobody waits any more for what all have left', async () => {
    const shelf = new Shelf();
    const waiting = shelf.waiter();
    await quiet();
    shelf.turns.ringAll();
    await quiet();
    expect(shelf.looks).toBe(2);
    shelf.put('it');
    expect(await waiting).toBe('it');
    shelf.put('unasked');
    expect(shelf.looks).toBe(3);
  });
});
