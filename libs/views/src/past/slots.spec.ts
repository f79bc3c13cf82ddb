import { Slots } from './slots';

/** Works that go on until they are ended. */
function works(slots: Slots) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const begin = (owner: string, name: string) =>
    slots.inTurn(owner, () => {
      begun.push(name);
      return new Promise<void>((resolve) => ends.set(name, resolve));
    });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { begun, begin, settle, end: (name: string) => ends.get(name)?.() };
}

describe('slots', () => {
  it('let so many of each owner and so many of all go on, in order', async () => {
    const { begun, begin, settle, end } = works(new Slots({ each: 2, all: 3, waiting: 10 }));
    const all = ['a1', 'a2', 'a3', 'b1', 'b2'].map((name) => begin(name.slice(0, 1), name));
    await settle();
    expect(begun).toEqual(['a1', 'a2', 'b1']);
    end('b1');
    await settle();
    expect(begun).toEqual(['a1', 'a2', 'b1', 'b2']);
    end('a1');
    await settle();
    expect(begun).toEqual(['a1', 'a2', 'b1', 'b2', 'a3']);
    for (const name of ['a2', 'a3', 'b2']) end(name);
    await Promise.all(all);
  });

  it('go on after one that failed, and say when nobody should wait any more', async () => {
    const slots = new Slots({ each: 1, all: 1, waiting: 1 });
    const failing = slots.inTurn('a', () => Promise.reject(new Error('broken')));
    const other = slots.inTurn('b', () => Promise.resolve('done'));
    expect(slots.isFull()).toBe(true);
    await expect(failing).rejects.toThrow('broken');
    expect(await other).toBe('done');
    expect(slots.isFull()).toBe(false);
  });
});
