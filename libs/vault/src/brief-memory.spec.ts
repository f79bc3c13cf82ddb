import { BriefMemory } from './brief-memory';

const alive = { alive: true };

describe('what was read a moment ago', () => {
  it('is asked for once in half a second', async () => {
    const memory = new BriefMemory<object>();
    const read = jest.fn(() => Promise.resolve(alive));
    const now = jest.spyOn(performance, 'now').mockReturnValue(1_000);
    for (const [at, reads] of [
      [1_000, 1],
      [1_499, 1],
      [1_500, 2],
    ] as const) {
      now.mockReturnValue(at);
      expect(await memory.find('a', read)).toBe(alive);
      expect(read).toHaveBeenCalledTimes(reads);
    }
    now.mockRestore();
  });

  it('is forgotten by a change here, also where it was asked for before the change was done', async () => {
    const memory = new BriefMemory<object>();
    let answer: (found: object) => void = () => undefined;
    await memory.find('known', () => Promise.resolve(alive));
    const asked = memory.find(
      'asked',
      () =>
        new Promise<object>((resolve) => {
          answer = resolve;
        }),
    );
    await memory.changing(() => Promise.resolve());
    answer(alive);
    expect(await asked).toBe(alive);
    for (const id of ['known', 'asked'])
      expect(await memory.find(id, () => Promise.resolve(undefined))).toBeUndefined();
  });

  it('does not remember that there is nothing', async () => {
    const memory = new BriefMemory<object>();
    expect(await memory.find('a', () => Promise.resolve(undefined))).toBeUndefined();
    expect(await memory.find('a', () => Promise.resolve(alive))).toBe(alive);
  });
});
