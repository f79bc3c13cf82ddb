import { planOf, REST, toDecide, type Place } from './settlement';

const bot = (botId: string) => ({ botId, name: botId, enabled: true });
const owned = { bots: [bot('a'), bot('b')], botsTotal: 2, keys: [], keysTotal: 0 };
const amara: Place = { personId: 'amara', name: 'Amara Okafor' };

describe('W4: the plan of a removal', () => {
  it('asks about every bot, and once about all that are too many to be named', () => {
    expect(toDecide(owned)).toEqual(['a', 'b']);
    expect(toDecide({ ...owned, botsTotal: 700 })).toEqual(['a', 'b', REST]);
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
