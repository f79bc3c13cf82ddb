import { Refused } from '@annals/kernel';
import { Gate } from './gate';

/** Jobs that end when they are told to. */
function jobs() {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const job = (n: number) => () => {
    begun.push(n);
    return new Promise<number>((resolve) => {
      ends.set(n, () => resolve(n));
    });
  };
  const end = async (n: number) => {
    ends.get(n)?.();
    await new Promise(setImmediate);
  };
  return { begun, job, end };
}
const codeOf = (run: Promise<unknown>): Promise<string> =>
  run.then(
    () => 'done',
    (error: unknown) => (error instanceof Refused ? String(error.code) : 'a fault'),
  );

describe('a gate', () => {
  it('lets so many run at once, and the others in order', async () => {
    const [gate, { begun, job, end }] = [new Gate(2, 10), jobs()];
    const all = [1, 2, 3, 4].map((n) => gate.run(job(n)));
    await new Promise(setImmediate);
    expect([begun, gate.isFree]).toEqual([[1, 2], false]);
    await end(2);
    expect(begun).toEqual([1, 2, 3]);
    for (const n of [1, 3, 4]) await end(n);
    expect([await Promise.all(all), gate.isFree]).toEqual([[1, 2, 3, 4], true]);
  });

  it('A8: says at once that too many wait, and lets the next one in when one has gone', async () => {
    const [gate, { begun, job, end }] = [new Gate(1, 2), jobs()];
    const all = [1, 2, 3].map((n) => gate.run(job(n)));
    expect(await codeOf(gate.run(job(4)))).toBe('BUSY');
    await end(1);
    const fifth = gate.run(job(5));
    expect(await codeOf(gate.run(job(6)))).toBe('BUSY');
    for (const n of [2, 3, 5]) await end(n);
    await Promise.all([...all, fifth]);
    expect(begun).toEqual([1, 2, 3, 5]);
  });

  it('A8: never begins for who has left, and gives their place to others', async () => {
    const [gate, { begun, job, end }] = [new Gate(1, 600), jobs()];
    const first = gate.run(job(0));
    const clients = Array.from({ length: 600 }, () => new AbortController());
    const outcomes = clients.map(({ signal }, n) => codeOf(gate.run(job(n + 1), signal)));
    expect(await codeOf(gate.run(job(1000), AbortSignal.abort()))).toBe('BUSY');
    for (const client of clients) client.abort();
    expect(new Set(await Promise.all(outcomes))).toEqual(new Set(['BUSY']));
    const right = gate.run(job(2000), new AbortController().signal);
    await end(0);
    await end(2000);
    expect([await first, await right, begun]).toEqual([0, 2000, [0, 2000]]);
  });

  it('goes on after a job that failed, and what leaves once it runs changes nothing', async () => {
    const gate = new Gate(1, 1);
    const client = new AbortController();
    await expect(gate.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(
      await gate.run(() => {
        client.abort();
        return Promise.resolve('done');
      }, client.signal),
    ).toBe('done');
    expect(gate.isFree).toBe(true);
  });
});
