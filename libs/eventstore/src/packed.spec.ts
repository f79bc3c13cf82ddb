import { ofThisRealm } from '@annals/testing';
import fc from 'fast-check';
import { pack } from './packed';
import { unpack } from './unpacked';

const idOf = (nth: number): string => `${nth}`.padStart(8, '0') + '-9d0e-4c1c-8f0e-3b6a0c9a1b11';
const id = fc.constantFrom('a', 'b', '__', 'another', idOf(1), idOf(2), idOf(3).toUpperCase());
const primitive = fc.oneof(
  fc.string(),
  id,
  fc.constantFrom(0, 1, -0, -1, 0.5, NaN, Infinity, 0xffff, 0x10000, 0xffffffff, 0x100000000, null, undefined, true),
  fc.bigInt(),
);
/** Of all that states are made of, nested, with many things of few forms. */
const { state } = fc.letrec<Record<'state' | 'value' | 'thing', unknown>>((tie) => ({
  state: fc.record({ slice: tie('value'), other: tie('thing'), all: fc.array(tie('thing')) }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    primitive,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(fc.oneof(id, fc.nat()), tie('value')), { maxLength: 4 }).map((each) => new Map(each)),
    fc.array(primitive, { maxLength: 4 }).map((each) => new Set(each)),
    tie('thing'),
  ),
  thing: fc.oneof(
    fc.record({ personId: id, roles: fc.array(id, { maxLength: 2 }), until: fc.option(fc.nat(), { nil: undefined }) }),
    fc.record({ personId: id, until: tie('value') }, { requiredKeys: [] }),
    fc.dictionary(
      fc.string({ minLength: 1 }).filter((key) => !['__proto__', 'constructor'].includes(key)),
      tie('value'),
      { maxKeys: 3 },
    ),
  ),
}));

/** More than there may be of one that is made whole. */
const MANY = 120;
interface Act {
  readonly act: string;
  readonly key?: string;
  readonly value?: unknown;
}
const mapOf = (many: number) =>
  new Map<string, unknown>(Array.from({ length: many }, (_, nth) => [idOf(nth), { nth, roles: [nth % 2] }]));

/** @returns what the map answers */
function done(map: Map<string, unknown> = new Map(), { act, key = '', value }: Act): unknown {
  if (act === 'get') return map.get(key);
  if (act === 'has') return map.has(key);
  if (act === 'delete') return map.delete(key);
  if (act === 'set') return map.set(key, value).get(key);
  if (act === 'size') return map.size;
  if (act === 'keys') return [...map.keys()];
  if (act === 'values') return [...map.values()];
  if (act === 'clear') return map.clear();
  const each: unknown[] = [];
  if (act === 'each') map.forEach((one, of) => each.push([of, one]));
  else for (const entry of map) each.push(entry);
  return each;
}

describe('a packed state', () => {
  const again = (value: object): unknown => ofThisRealm(unpack(pack(value)));

  it('is the state that it was, to the order of its maps', () => {
    fc.assert(
      fc.property(state, (value) => {
        const whole = { value };
        expect(again(whole)).toStrictEqual(ofThisRealm(whole));
      }),
      { numRuns: 500 },
    );
  });

  it('can be changed in every field, read or not, as any other', () => {
    const before = { people: { members: new Map([['a', 1]]), last: 'a' }, open: { offer: { by: 'a' } } };
    const state = unpack(pack(before)) as Partial<typeof before> & Pick<typeof before, 'people'>;
    state.people.last = 'b';
    state.people.members.set('b', 2);
    delete state.open;
    const after = {
      people: {
        members: new Map([
          ['a', 1],
          ['b', 2],
        ]),
        last: 'b',
      },
    };
    expect(ofThisRealm(state)).toStrictEqual(after);
    expect(Object.keys({ ...state })).toEqual(['people']);
    expect(again(state)).toStrictEqual(after);
  });

  it('holds many things by their ids as any other map does, whatever is asked and changed first', () => {
    const anId = fc.nat(MANY + 9).map(idOf);
    const act = fc.oneof(
      fc.record({ act: fc.constantFrom('get', 'has', 'delete'), key: fc.oneof(anId, fc.constantFrom('a', '')) }),
      fc.record({ act: fc.constant('set'), key: anId, value: fc.oneof(fc.nat(), fc.constant(undefined)) }),
      fc.record({ act: fc.constantFrom('all', 'size', 'keys', 'values', 'each', 'clear') }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1), act), { maxLength: 12 }), (acts) => {
        const plain = [mapOf(MANY), mapOf(MANY + 5)];
        const { maps } = unpack(pack({ maps: plain })) as { maps: typeof plain };
        for (const [which, each] of acts)
          expect(ofThisRealm(done(maps[which], each))).toStrictEqual(done(plain[which], each));
        expect(ofThisRealm(maps)).toStrictEqual(ofThisRealm(plain));
      }),
    );
  });

  it('says an id once, in few bytes, and what all have in common', () => {
    const ids = Array.from({ length: 1000 }, (_, nth) => idOf(nth));
    const members = new Map(ids.map((personId) => [personId, { personId, roles: ['member'], suspended: false }]));
    expect(pack({ members, byUser: new Map(ids.map((each) => [each, each])) }).length).toBeLessThan(17 * ids.length);
  });

  it('holds nothing that runs', () => expect(() => pack({ broken: () => true })).toThrow('could not be cloned'));
});
