import { eventDefinitions } from '@annals/contracts';
import { areaName, auditFilterWords, auditQueryOf, byDay, choices } from './query';

describe('the audit log', () => {
  it('groups entries by UTC day in their order', () =>
    expect(
      byDay([
        { at: '2026-11-19T00:00:00.000Z' },
        { at: '2026-11-18T23:59:59.999Z' },
        { at: '2026-11-18T01:00:00.000Z' },
      ]).map(({ day, entries }) => [day, entries.length]),
    ).toEqual([
      ['2026-11-19', 1],
      ['2026-11-18', 2],
    ]));
  it('has words for every event type and area', () => {
    const types = [...eventDefinitions.keys()].map((type) => ({ type, area: 'run' }));
    for (const { label } of choices({ types, outcomes: [], actors: [] }).types)
      expect(label).toMatch(/^[A-Z][A-Za-z ]+$/);
    expect([areaName('fleet'), areaName('billing')]).toEqual(['Bots', 'Billing']);
  });
  it('D2: offers what occurs, in words, and nothing else', () => {
    const actor = (kind: 'user' | 'key' | 'system', id: string, label: string | null) => ({
      kind,
      id,
      label,
      value: `${kind}:${id}`,
    });
    const offered = choices({
      types: [
        { type: 'RunFailed', area: 'run' },
        { type: 'BotDisabled', area: 'fleet' },
      ],
      outcomes: ['allowed', 'denied'],
      actors: [
        actor('user', 'u', 'Olga'),
        actor('key', 'k', 'host'),
        actor('system', 'mail', 'Annals'),
        actor('user', 'x', null),
      ],
    });
    expect(offered.actors.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      '[erased]: user:x',
      'Annals, mail: system:mail',
      'host, a key: key:k',
      'Olga: user:u',
    ]);
    expect([offered.areas.map(({ label }) => label), offered.types.map(({ label }) => label)]).toEqual([
      ['Bots', 'Runs'],
      ['Bot disabled', 'Run failed'],
    ]);
    expect(offered.outcomes.map(({ label }) => label)).toEqual(['Allowed', 'Refused']);
    expect(choices({ types: [], outcomes: ['allowed'], actors: [] }).outcomes).toEqual([]);
    expect(choices()).toEqual({ actors: [], areas: [], outcomes: [], types: [] });
  });
  it('asks and says what is filtered', () => {
    expect(auditQueryOf({ type: 'BotDisabled' }, 0)).toMatchObject({ type: 'BotDisabled', from: undefined, limit: 50 });
    expect(auditFilterWords({ type: 'RunRefused', actor: 'u', area: 'run', outcome: 'denied' }, 'Ada')).toBe(
      'Actor is Ada, area is Runs, outcome is Refused, what happened is Run refused.',
    );
    expect(auditFilterWords({}, undefined)).toBe('');
  });
});
