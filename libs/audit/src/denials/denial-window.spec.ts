import type { Actor } from '@annals/kernel';
import type { Denial } from '@annals/platform';
import { someId } from '@annals/views';
import { DenialWindow, MOST_ENTRIES, MOST_TARGETS } from './denial-window';

const minute = '2026-06-03T09:15:00.000Z';
const organizationId = someId('organization');
const bob: Actor = 'user:bob';
const bot = (name: string): Denial['target'] => ({ kind: 'bot', id: someId(name) });
const denial = (more: Partial<Denial> = {}): Denial => ({
  organizationId,
  actor: bob,
  permission: 'bots:toggle',
  ...more,
});

/** What a minute with these denials comes to: by actor, the data of each event. */
function minuteOf(...denials: readonly Denial[]) {
  const window = new DenialWindow(someId('window'), minute);
  for (const each of denials) window.note(each);
  return window.denied();
}

describe('the denied commands of a minute', () => {
  it('are one event for each actor, permission and target, with a count', () => {
    const [one, two] = [bot('one'), bot('two')];
    const eve: Actor = 'key:eve';
    const all = minuteOf(
      ...[one, two, one, one].map((target) => denial({ ...(target && { target }) })),
      denial({ permission: 'runs:start', ...(one && { target: one }) }),
      denial({ actor: eve, ...(one && { target: one }) }),
    );
    expect(all.map(({ actor, events }) => [actor, events.map(({ data }) => data)])).toEqual([
      [
        bob,
        [
          { permission: 'bots:toggle', target: one, minute, count: 3 },
          { permission: 'bots:toggle', target: two, minute, count: 1 },
          { permission: 'runs:start', target: one, minute, count: 1 },
        ],
      ],
      [eve, [{ permission: 'bots:toggle', target: one, minute, count: 1 }]],
    ]);
  });

  it('of each organization stand apart', () => {
    const elsewhere = someId('elsewhere');
    const all = minuteOf(denial(), denial({ organizationId: elsewhere }));
    expect(all.map(({ organizationId: of, events }) => [of, events.length])).toEqual([
      [organizationId, 1],
      [elsewhere, 1],
    ]);
  });

  it('with 10,000 targets that somebody made up are as few events as with twenty, and all are counted', () => {
    const denials = Array.from({ length: 10_000 }, (_, n) => {
      const target = bot(`made up ${n}`);
      return denial({ ...(target && { target }) });
    });
    const [one, ...others] = minuteOf(...denials);
    expect(others).toEqual([]);
    expect(one?.events).toHaveLength(MOST_TARGETS + 1);
    expect(one?.events.at(-1)?.data).toEqual({ permission: 'bots:toggle', minute, count: 10_000 - MOST_TARGETS });
  });

  it('of 10,000 keys are as many events as an organization has room for, and all are counted', () => {
    const all = minuteOf(...Array.from({ length: 10_000 }, (_, n) => denial({ actor: `key:${n}` })));
    const counts = all.flatMap(({ events }) => events.map(({ data }) => data.count));
    expect(counts).toHaveLength(MOST_ENTRIES + 1);
    expect(counts.reduce((sum, each) => sum + each)).toBe(10_000);
    const rest = all.at(-1);
    expect([rest?.actor, rest?.events.map(({ data }) => data)]).toEqual([
      'system:denials',
      [{ minute, count: 10_000 - MOST_ENTRIES }],
    ]);
  });
});
