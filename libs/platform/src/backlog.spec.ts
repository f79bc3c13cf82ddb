import { plus, type Instant } from '@annals/kernel';
import { Logger } from '@nestjs/common';
import { Backlog } from './backlog';

const now: Instant = '2026-06-03T09:15:00.000Z';

/** A backlog that is given items, and what became of them; `refuses` those that cannot be written now. */
function aBacklog() {
  const [given, written, lost]: string[][] = [[], [], []];
  const refuses = new Set<string>();
  const backlog = new Backlog<string>({
    name: 'items',
    take: () => given?.splice(0) ?? [],
    write: async (item) => {
      if (refuses.has(item)) throw new Error(`${item} cannot be written`);
      written?.push(item);
    },
    lost: (items) => lost?.push(...items),
  });
  return { backlog, given, written, lost, refuses };
}

describe('what is written behind an answer', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('is written in its order, once', async () => {
    const { backlog, given, written } = aBacklog();
    given?.push('a', 'b');
    await Promise.all([backlog.write(now), backlog.write(now)]);
    given?.push('c');
    await backlog.write(now);
    expect(written).toEqual(['a', 'b', 'c']);
  });

  it('is tried again when it cannot be written, and holds nothing else up for long', async () => {
    const { backlog, given, written, lost, refuses } = aBacklog();
    given?.push('a', 'b', 'c');
    refuses.add('a');
    await backlog.write(now);
    expect(written).toEqual([]);
    await backlog.write(now);
    expect(written).toEqual(['b', 'c']);
    refuses.clear();
    await backlog.write(plus(now, { minutes: 15 }));
    expect([written, lost]).toEqual([['b', 'c', 'a'], []]);
  });

  it('is tried once more, and not once for each who asks, while a store that is away is waited for', async () => {
    let tries = 0;
    let answer: () => void = () => undefined;
    const given = ['a'];
    const backlog = new Backlog<string>({
      name: 'items',
      take: () => given.splice(0),
      write: async () => {
        tries += 1;
        await new Promise<void>((resolve) => (answer = resolve));
        throw new Error('It is away');
      },
      lost: () => undefined,
    });
    const first = backlog.write(now);
    await Promise.resolve();
    const others = Array.from({ length: 100 }, () => backlog.write(now));
    answer();
    await first;
    await Promise.resolve();
    answer();
    await Promise.all(others);
    expect(tries).toBe(2);
  });

  it('is given up after a quarter of an hour, and when the process ends', async () => {
    const { backlog, given, written, lost, refuses } = aBacklog();
    for (const each of ['a', 'b']) refuses.add(each);
    given?.push('a');
    await backlog.write(now);
    await backlog.write(plus(now, { minutes: 15, seconds: 1 }));
    expect(lost).toEqual(['a']);
    given?.push('b', 'c');
    await backlog.write(now);
    await backlog.settled(now);
    expect([written, lost]).toEqual([['c'], ['a', 'b']]);
  });
});
