import { inWords, ofRefusal, planOf, REST, toDecide, unnamedRuns, type Place } from './settlement';

const bot = (botId: string) => ({ botId, name: botId, enabled: true, running: 0, owned: true, runsAs: false });
const owned = {
  bots: [bot('a'), bot('b')],
  botsTotal: 2,
  runningTotal: 0,
  triggers: [],
  triggersTotal: 0,
  keys: [],
  keysTotal: 0,
};
const amara: Place = { personId: 'amara', name: 'Amara Okafor' };

describe('W4: the plan of a removal', () => {
  it('asks about every bot, and once about all that are too many to be named', () => {
    expect(toDecide(owned)).toEqual(['a', 'b']);
    expect(toDecide({ ...owned, botsTotal: 700 })).toEqual(['a', 'b', REST]);
  });

  it('knows how many runs are at work of bots that are too many to be named', () => {
    const named = [{ ...bot('a'), running: 2 }, bot('b')];
    expect(unnamedRuns({ ...owned, bots: named, botsTotal: 700, runningTotal: 5 })).toBe(3);
    expect(unnamedRuns({ ...owned, bots: named, runningTotal: 2 })).toBe(0);
  });

  it('asks about all at once where the reader may not see them, once a refusal says how many there are', () => {
    expect(toDecide(ofRefusal(null))).toEqual([]);
    expect(toDecide(ofRefusal({ code: 'ASSETS_NEED_OWNER', details: { count: 3 } }))).toEqual([REST]);
  });

  it('is announced in words', () => {
    expect(inWords({ ...owned, keysTotal: 1 })).toBe(
      '2 bots and 1 API key to look at. Each bot needs a new owner, or a rest, first.',
    );
    expect(inWords({ ...owned, triggersTotal: 2, keysTotal: 1 })).toBe(
      '2 bots, 2 triggers, and 1 API key to look at. Each bot needs a new owner, or a rest, first.',
    );
    expect(inWords({ ...owned, botsTotal: 0, keysTotal: 1 })).toBe('1 API key to look at.');
    expect(inWords({ ...owned, botsTotal: 0 })).toBe('There are no bots, triggers or keys to look at.');
  });

  it('says of each where it goes, or that it is held', () => {
    expect(planOf(new Map())).toBeUndefined();
    const bots = [
      { botId: 'a', to: 'amara' },
      { botId: 'b', to: null },
    ];
    const places = [['a', amara] as const, ['b', null] as const];
    expect(planOf(new Map(places))).toEqual({ bots });
    expect(planOf(new Map([...places, [REST, amara]]))).toEqual({ bots, others: 'amara' });
    expect(planOf(new Map([...places, [REST, null]]))).toEqual({ bots, others: null });
  });
});
