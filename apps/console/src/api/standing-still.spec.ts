import { StandingStill } from './standing-still';

const said = (since?: string) => ({
  get: (name: string) => (name === 'annals-standing-since' ? (since ?? null) : null),
});

describe('A2: what stands still', () => {
  it('is known since the earliest moment that an answer named, until its read moves again', () => {
    const still = new StandingStill();
    still.note('o', '/bots', said('2026-06-03T10:00:00.000Z'));
    still.note('o', '/runs', said('2026-06-03T09:00:00.000Z'));
    expect([still.of('o'), still.of('other')]).toEqual(['2026-06-03T09:00:00.000Z', undefined]);
    still.note('o', '/runs', said());
    expect(still.of('o')).toBe('2026-06-03T10:00:00.000Z');
    still.forget('o');
    expect(still.of('o')).toBeUndefined();
  });

  it('tells who listens, and stays quiet about answers that say nothing', () => {
    const still = new StandingStill();
    let told = 0;
    const leave = still.subscribe(() => {
      told += 1;
    });
    still.note('o', '/bots', said());
    expect(told).toBe(0);
    still.note('o', '/bots', said('2026-06-03T10:00:00.000Z'));
    leave();
    still.forget('o');
    expect(told).toBe(1);
  });
});
