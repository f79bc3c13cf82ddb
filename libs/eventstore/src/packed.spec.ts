import { ofThisRealm } from '@annals/testing';
import fc from 'fast-check';
import { pack } from './packed';
import { unpack } from './unpacked';

const id = fc.constantFrom('a', 'b', '__', 'another');
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

  it('says an id once, and what all have in common', () => {
    const ids = Array.from({ length: 1000 }, (_, n) => `${n}`.padStart(36, '0'));
    const members = new Map(ids.map((personId) => [personId, { personId, roles: ['member'], suspended: false }]));
    expect(pack({ members, byUser: new Map(ids.map((each) => [each, each])) }).length).toBeLessThan(50 * ids.length);
  });

  it('holds nothing that runs', () => expect(() => pack({ broken: () => true })).toThrow('could not be cloned'));
});
