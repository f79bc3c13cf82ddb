import type { Actor } from '@annals/kernel';
import { someId } from '@annals/views';
import { MOST_ENTRIES, MOST_TARGETS, Tally, type CountedDenial } from './tally';

const bob: Actor = 'user:bob';
const permission = 'bots:toggle';
const bot = (name: string) => ({ kind: 'bot', id: someId(name) });
const denial = (more: Partial<CountedDenial> = {}): CountedDenial => ({ actor: bob, permission, count: 1, ...more });

/** What these come to, beside what was counted before. */
function tallied(denials: readonly CountedDenial[], known: readonly CountedDenial[] = []): readonly CountedDenial[] {
  const tally = new Tally(known);
  for (const each of denials) tally.add(each);
  return tally.changed();
}
const sum = (all: readonly CountedDenial[]): number => all.reduce((total, { count }) => total + count, 0);
const madeUp = (n: number) => Array.from({ length: n }, (_, nth) => denial({ target: bot(`made up ${nth}`) }));

describe('the denied commands of a minute', () => {
  const [one, two] = [bot('one'), bot('two')];

  it('are one entry for each actor, permission and target, with a count', () => {
    const eve: Actor = 'key:eve';
    expect(
      tallied([
        ...[one, two, one, one].map((target) => denial({ target })),
        denial({ permission: 'runs:start', target: one }),
        denial({ actor: eve, target: one }),
        denial(),
      ]),
    ).toEqual([
      denial({ target: one, count: 3 }),
      denial({ target: two }),
      denial({ permission: 'runs:start', target: one }),
      denial({ actor: eve, target: one }),
      denial(),
    ]);
  });

  it('are added to those that were counted before; what nothing was added to is not changed', () => {
    const known = [denial({ target: one, count: 5 }), denial({ target: two, count: 7 })];
    // a database gives the fields of JSON in an order of its own
    const again = { id: one.id, kind: one.kind };
    expect(tallied([denial({ target: again, count: 2 })], known)).toEqual([denial({ target: one, count: 7 })]);
  });

  it('with 10,000 targets that somebody made up are 21 entries, and all are counted', () => {
    const all = tallied(madeUp(10_000));
    expect(all).toHaveLength(MOST_TARGETS + 1);
    expect(all.at(-1)).toEqual(denial({ target: '*', count: 10_000 - MOST_TARGETS }));
  });

  it('are as few when two processes count them, each a half, and a third adds what it had to say', () => {
    const halves = [madeUp(5_000), madeUp(10_000).slice(5_000)].map((half) => tallied(half));
    const both = halves.reduce((known, half) => merged(known, tallied(half, known)), []);
    const all = merged(both, tallied([denial({ target: one })], both));
    expect([all.length, sum(all)]).toEqual([MOST_TARGETS + 1, 10_001]);
  });

  it('of 10,000 keys are as many entries as an organization has room for, and all are counted', () => {
    const all = tallied(Array.from({ length: 10_000 }, (_, n) => denial({ actor: `key:${n}` })));
    expect([all.length, sum(all)]).toEqual([MOST_ENTRIES + 1, 10_000]);
    expect(all.at(-1)).toEqual({ actor: 'system:denials', target: '*', count: 10_000 - MOST_ENTRIES });
  });
});

/** What is counted after a change. */
function merged(known: readonly CountedDenial[], changed: readonly CountedDenial[]): readonly CountedDenial[] {
  const all = new Map([...known, ...changed].map((each) => [JSON.stringify([each.actor, each.target]), each]));
  return [...all.values()];
}
