import { refused } from '@annals/contracts';
import type { PromisedWork, TakenWork } from '@annals/vault';
import { z } from 'zod';
import { Later } from './later';

const ticks = async (n: number): Promise<void> => {
  for (let tick = 0; tick < n; tick += 1) await new Promise(setImmediate);
};

/** What the vault keeps of it; `promised-work.int.spec.ts` of the vault is about the table. */
class Kept {
  readonly works = new Map<string, PromisedWork>();
  left: TakenWork[] = [];
  put(work: PromisedWork): Promise<void> {
    this.works.set(work.id, work);
    return Promise.resolve();
  }
  take(): Promise<readonly TakenWork[]> {
    return Promise.resolve(this.left.splice(0));
  }
  remove(id: string): Promise<void> {
    this.works.delete(id);
    return Promise.resolve();
  }
}

describe('what is done after its answer', () => {
  let kept: Kept;
  let later: Later;
  let run: jest.Mock<Promise<void>, [string]>;
  let logged: jest.SpyInstance;
  beforeEach(() => {
    kept = new Kept();
    later = new Later(kept);
    run = jest.fn((_payload: string) => Promise.resolve());
    later.does('sign-up', z.string(), (payload) => run(payload));
    logged = jest
      .spyOn(Reflect.get(later, 'log') as { error: () => void }, 'error')
      .mockImplementation(() => undefined);
  });
  const accept = (id: string) => later.accept({ id, name: 'sign-up', payload: id });

  it('B8: is kept before the answer, begins when that has left, and a stop waits for it', async () => {
    for (let n = 0; n < 20; n += 1) await accept(String(n));
    const before = kept.works.size;
    await later.settled();
    expect([before, kept.works.size, run.mock.calls.length]).toEqual([20, 0, 20]);
  });

  it('B8: is done again when it fails, and left to be taken up later when it goes on failing', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    run.mockImplementation((payload) =>
      payload === 'mended' && run.mock.calls.length > 4 ? Promise.resolve() : Promise.reject(new Error('away')),
    );
    await accept('mended');
    await accept('hopeless');
    const settled = later.settled();
    for (let n = 0; n < 10; n += 1) {
      await jest.advanceTimersByTimeAsync(1_000);
      await ticks(2);
    }
    await settled;
    jest.useRealTimers();
    expect([...kept.works.keys()]).toEqual(['hopeless']);
    expect(logged).toHaveBeenLastCalledWith(
      expect.stringContaining('taken up again later'),
      expect.stringContaining('away'),
    );
  });

  it('B8: takes up what a process that died left, and gives up what was taken up a hundred times', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    for (const [id, tries] of [
      ['left', 1],
      ['hopeless', 101],
    ] as const) {
      await kept.put({ id, name: 'sign-up', payload: id });
      kept.left.push({ id, name: 'sign-up', payload: id, tries });
    }
    later.watch();
    await jest.advanceTimersByTimeAsync(5_000);
    await ticks(4);
    await later.settled();
    jest.useRealTimers();
    expect([run.mock.calls, kept.works.size]).toEqual([[['left']], 0]);
    expect(logged).toHaveBeenCalledWith(expect.stringContaining('given up'));
  });

  it('takes a refusal for an answer, which holds up nobody and is no fault', async () => {
    run.mockImplementation((payload) =>
      payload === 'other' ? Promise.resolve() : Promise.reject(refused('REVISION_MISMATCH')),
    );
    for (let n = 0; n < 8; n += 1) await accept(String(n));
    await accept('other');
    await later.settled();
    expect([run.mock.calls.length, kept.works.size, logged.mock.calls]).toEqual([9, 0, []]);
  });

  it('says no when a thousand wait, instead of taking on what it cannot do', async () => {
    run.mockImplementation(
      () =>
        new Promise((resolve) => {
          setTimeout(resolve, 20).unref();
        }),
    );
    const accepted = await Promise.allSettled(Array.from({ length: 1_200 }, (_, n) => accept(String(n))));
    expect(accepted.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1_000);
    run.mockImplementation(() => Promise.resolve());
    await later.settled();
    await accept('after');
    await later.settled();
    expect(kept.works.size).toBe(0);
  });
});
