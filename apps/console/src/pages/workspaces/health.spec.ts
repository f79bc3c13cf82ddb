import { healthOf } from './health';

const now = Date.parse('2026-11-19T14:32:00.000Z');
const ofBot = { botId: '1', botName: 'invoice-reader' };
const failing = { kind: 'failing', ...ofBot, failed: 14, of: 15, since: null, error: null } as const;
const refusing = { kind: 'refusing', ...ofBot, refused: 2 } as const;
const active = { status: 'active', people: 3, memberLimit: null, bots: 2 } as const;

describe('X7: whether anything is wrong in a workspace', () => {
  it('is told by what needs somebody, in the words of the overview', () => {
    expect(healthOf(active, undefined, now)).toEqual({ words: 'Nothing is wrong', tone: 'ok' });
    expect(healthOf(active, { total: 1, worst: failing }, now)).toEqual({
      words: 'invoice-reader is failing: 14 of its last 15 runs',
      tone: 'bad',
    });
    expect(healthOf(active, { total: 3, worst: refusing }, now)).toEqual({
      words: 'invoice-reader is disabled and is still asked to run, and 2 more',
      tone: 'warn',
    });
  });

  it('is told by how many people fit in, as far as the reader knows', () => {
    const limited = (people: number | null, memberLimit: number) =>
      healthOf({ ...active, people, memberLimit }, undefined, now);
    expect(limited(8, 10).tone).toBe('ok');
    expect(limited(9, 10)).toEqual({ words: 'Near its limit of 10', tone: 'warn' });
    expect(limited(10, 10).words).toBe('Full: 10 people');
    expect(limited(null, 1).tone).toBe('ok');
    const both = healthOf({ ...active, memberLimit: 3 }, { total: 1, worst: refusing }, now);
    expect(both.words).toBe('invoice-reader is disabled and is still asked to run. Full: 3 people');
  });

  it('is nothing where there is nothing that could be', () => {
    expect(healthOf({ ...active, bots: 0 }, undefined, now)).toEqual({ words: 'No bots yet', tone: 'quiet' });
    expect(healthOf({ ...active, status: 'archived' }, { total: 1, worst: failing }, now)).toEqual({
      words: 'Archived',
      tone: 'quiet',
    });
  });
});
