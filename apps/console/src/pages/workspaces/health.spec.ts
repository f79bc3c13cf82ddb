import { healthOf } from './health';

const none = { offline: 0, idle: 0, busy: 0, error: 0, disabled: 0 };
const bots = (counts: Partial<typeof none>) => ({
  bots: { ...none, ...counts },
  worst: { botId: '1', name: 'invoice-reader' },
});
const active = { status: 'active', people: 3, memberLimit: null } as const;

describe('X7: whether anything is wrong in a workspace', () => {
  it('is told by its bots, those that fail before those that are offline', () => {
    expect(healthOf(active, bots({ idle: 2 }))).toEqual({ words: 'Nothing is wrong', tone: 'ok' });
    expect(healthOf(active, bots({ error: 1, offline: 2 }))).toEqual({
      words: 'invoice-reader is failing',
      tone: 'bad',
    });
    expect(healthOf(active, bots({ error: 2 })).words).toBe('2 bots are failing');
    expect(healthOf(active, bots({ offline: 1 }))).toEqual({ words: 'invoice-reader is offline', tone: 'warn' });
    expect(healthOf(active, bots({ offline: 2 })).words).toBe('2 bots are offline');
    expect(healthOf(active, bots({ disabled: 2 })).tone).toBe('ok');
  });

  it('is told by how many people fit in, as far as the reader knows', () => {
    const limited = (people: number | null, memberLimit: number) =>
      healthOf({ ...active, people, memberLimit }, bots({}));
    expect(limited(8, 10).tone).toBe('ok');
    expect(limited(9, 10)).toEqual({ words: 'Near its limit of 10', tone: 'warn' });
    expect(limited(10, 10).words).toBe('Full: 10 people');
    expect(limited(null, 1).tone).toBe('ok');
    const both = healthOf({ ...active, memberLimit: 3 }, bots({ offline: 1 }));
    expect(both.words).toBe('invoice-reader is offline. Full: 3 people');
  });

  it('is nothing where there is nothing that could be', () => {
    expect(healthOf(active, undefined)).toEqual({ words: 'No bots yet', tone: 'quiet' });
    expect(healthOf({ ...active, status: 'archived' }, bots({ error: 1 }))).toEqual({
      words: 'Archived',
      tone: 'quiet',
    });
  });
});
