import { refused } from '@annals/contracts';
import { Later } from './later';

const ticks = async (n: number): Promise<void> => { for (let tick = 0; tick < n; tick += 1) await new Promise(setImmediate); };

describe('what is done after its answer', () => {
  let later: Later;
  let logged: jest.SpyInstance;
  beforeEach(() => {
    later = new Later();
    logged = jest.spyOn(Reflect.get(later, 'log') as { error: () => void }, 'error').mockImplementation(() => undefined);
  });

  it('B8: begins when the answer has left, and a stop waits for it', async () => {
    const done: string[] = [];
    later.accept({ name: 'sign-up', run: async () => { await ticks(3); done.push('first'); } });
    for (let n = 0; n < 20; n += 1) later.accept({ name: 'sign-up', run: () => { done.push('another'); return Promise.resolve(); } });
    expect(done).toEqual([]);
    await later.settled();
    expect(done).toHaveLength(21);
    await later.settled();
  });

  it('B8: is done again when it fails, and says in the log that it is given up', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    const tries = { mended: 0, hopeless: 0 };
    later.accept({ name: 'forgot', run: () => { tries.mended += 1; return tries.mended < 3 ? Promise.reject(new Error('away')) : Promise.resolve(); } });
    later.accept({ name: 'forgot', run: () => { tries.hopeless += 1; return Promise.reject(new Error('away')); } });
    const settled = later.settled();
    for (let n = 0; n < 10; n += 1) {
      await jest.advanceTimersByTimeAsync(1_000);
      await ticks(2);
    }
    await settled;
    jest.useRealTimers();
    expect(tries).toEqual({ mended: 3, hopeless: 4 });
    expect(logged).toHaveBeenCalledTimes(6);
    expect(logged).toHaveBeenLastCalledWith(expect.stringContaining('given up'), expect.stringContaining('away'));
  });

  it('takes a refusal for an answer, which holds up nobody and is no fault', async () => {
    let [tries, others] = [0, 0];
    for (let n = 0; n < 8; n += 1) later.accept({ name: 'sign-up', run: () => { tries += 1; return Promise.reject(refused('REVISION_MISMATCH')); } });
    later.accept({ name: 'sign-up', run: () => { others += 1; return Promise.resolve(); } });
    await ticks(10);
    expect([tries, others, logged.mock.calls]).toEqual([8, 1, []]);
    await later.settled();
  });

  it('says no when a thousand wait, instead of taking on what it cannot do', async () => {
    for (let n = 0; n < 1_000; n += 1) later.accept({ name: 'sign-up', run: () => Promise.resolve() });
    expect(() => later.accept({ name: 'sign-up', run: () => Promise.resolve() })).toThrow('BUSY');
    await later.settled();
    expect(() => later.accept({ name: 'sign-up', run: () => Promise.resolve() })).not.toThrow();
    await later.settled();
  });
});
