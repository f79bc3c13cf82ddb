import { areaName, auditFilterWords, auditQueryOf, byDay, eventTypes } from './query';

describe('the audit log', () => {
  it('groups entries by UTC day in their order', () =>
    expect(byDay([{ at: '2026-11-19T00:00:00.000Z' }, { at: '2026-11-18T23:59:59.999Z' }, { at: '2026-11-18T01:00:00.000Z' }]).map(({ day, entries }) => [day, entries.length])).toEqual([['2026-11-19', 1], ['2026-11-18', 2]]));
  it('has words for every event type and area', () => {
    for (const { label } of eventTypes) expect(label).toMatch(/^[A-Z][A-Za-z ]+$/);
    expect([areaName('fleet'), areaName('billing')]).toEqual(['Bots', 'Billing']);
  });
  it('asks and says what is filtered', () => {
    expect(auditQueryOf({ type: 'BotDisabled' }, 0)).toMatchObject({ type: 'BotDisabled', from: undefined, limit: 50 });
    expect(auditFilterWords({ type: 'BotDisabled', actor: 'u', area: 'fleet' }, 'Ada')).toBe('Actor is Ada, area is Bots, what happened is Bot disabled.');
    expect(auditFilterWords({}, undefined)).toBe('');
  });
});
