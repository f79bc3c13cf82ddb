import { lampHung, type LampEvent } from '@annals/testing';
import fc from 'fast-check';
import { counters, givenLog, log, rows, someId, someLog, someOrganization, viewsOf } from '../index';
import { owned, type OwnedEvent } from '../definition/event';
import { foldBatch, HandlerFailed } from './fold';
import { MemoryTables } from './memory';

const organization_id = someOrganization;

/**
 * Interprets any write to any kind of table; what to do is said by the event's name, so that fast-check can say
 * everything.
 */
const playground = viewsOf<LampEvent>()({
  name: 'playground',
  version: 1,
  tables: {
    things: rows({
      key: ['organization_id', 'thing'],
      columns: { organization_id: 'uuid', thing: 'text', a: 'int4', b: 'text?' },
    }),
    sums: counters({ key: ['organization_id', 'thing'], columns: { n: 'int8', m: 'int8' } }),
    entries: log({
      key: ['organization_id', 'number'],
      columns: { organization_id: 'uuid', number: 'int8', what: 'text' },
    }),
  },
  on: {
    LampHung(t, e) {
      const [verb, thing = '', n] = (e.text instanceof Object && 'name' in e.text ? e.text.name : 'put erased 0').split(
        ' ',
      );
      const key = { organization_id, thing };
      if (verb === 'put') t.things.put({ ...key, a: Number(n), b: `put ${n}` });
      if (verb === 'put_bare') t.things.put({ ...key, a: Number(n) });
      if (verb === 'patch_a') t.things.patch([organization_id, thing], { a: Number(n) });
      if (verb === 'patch_b') t.things.patch(key, { b: null });
      if (verb === 'remove') t.things.remove(key);
      if (verb === 'increment') t.sums.increment([organization_id, thing], { n: Number(n) });
      if (verb === 'increment_m') t.sums.increment(key, { m: -Number(n), n: 1 });
      t.entries.put({ organization_id, number: Number(e.position.commit), what: String(verb) });
    },
  },
});

const event = (name: string): LampEvent => lampHung({ lampId: someId('lamp'), roomId: someId('room') }, { name });
const verb = fc.constantFrom('put', 'put_bare', 'patch_a', 'patch_b', 'remove', 'increment', 'increment_m');
const anyLog = fc.array(fc.tuple(verb, fc.constantFrom('x', 'y', 'z'), fc.nat(9)), { maxLength: 40 });

function tablesAfter(events: readonly OwnedEvent[], cuts: readonly number[]): unknown {
  const tables = new MemoryTables(playground);
  const bounds = [0, ...[...cuts].sort((a, b) => a - b), events.length];
  bounds.slice(1).forEach((end, index) => {
    tables.write(foldBatch(playground, events.slice(bounds[index], end)));
  });
  return playground.plan.map(({ name }) => tables.rows(name));
}

/** The same words, taken literally: no fold, one event after another. */
function literally(events: readonly (readonly [string, string, number])[]): unknown {
  const things = new Map<string, { a: number; b: string | null }>();
  const sums = new Map<string, { n: number; m: number }>();
  for (const [word, thing, n] of events) {
    const had = things.get(thing);
    const sum = sums.get(thing) ?? { n: 0, m: 0 };
    if (word === 'put') things.set(thing, { a: n, b: `put ${n}` });
    if (word === 'put_bare') things.set(thing, { a: n, b: null });
    if (word === 'patch_a' && had) things.set(thing, { ...had, a: n });
    if (word === 'patch_b' && had) things.set(thing, { ...had, b: null });
    if (word === 'remove') things.delete(thing);
    if (word === 'increment') sums.set(thing, { ...sum, n: sum.n + n });
    if (word === 'increment_m') sums.set(thing, { m: sum.m - n, n: sum.n + 1 });
  }
  const sorted = <Row>(map: Map<string, Row>) =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([thing, row]) => ({ organization_id, thing, ...row }));
  return [sorted(things), sorted(sums), events.map(([what], number) => ({ organization_id, number, what }))];
}

describe('folding a batch', () => {
  it('comes to the same as handling one event after another, for any log and any batches', () => {
    fc.assert(
      fc.property(anyLog, fc.array(fc.nat(40), { maxLength: 6 }), (words, cuts) => {
        const events = someLog(...words.map((each) => event(each.join(' ')))).map((each) => owned(each));
        const expected = literally(words);
        expect(
          tablesAfter(
            events,
            cuts.map((cut) => Math.min(cut, events.length)),
          ),
        ).toEqual(expected);
        expect(
          tablesAfter(
            events,
            events.map((_, index) => index),
          ),
        ).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('makes one change per row, whatever the number of events', () => {
    const events = someLog(...Array.from({ length: 100 }, (_, n) => event(`increment x ${n}`))).map((each) =>
      owned(each),
    );
    const { changes } = foldBatch(playground, events);
    expect(changes.map(({ table, byKey }) => [table.name, byKey.size])).toEqual([
      ['sums', 1],
      ['entries', 100],
    ]);
  });

  it('names the event that a handler cannot take', () => {
    const events = someLog(event('put x 1'), event('put x one')).map((each) => owned(each));
    expect(() => foldBatch(playground, events)).toThrow(HandlerFailed);
    expect(() => foldBatch(playground, events)).toThrow('Column a (int4) cannot hold');
  });

  it('is what view specs replay', () => {
    const { things, sums } = givenLog(event('put x 1'), event('patch_a x 7'), event('increment x 2')).viewOf(
      playground,
    );
    expect(things).toEqual([{ organization_id, thing: 'x', a: 7, b: 'put 1' }]);
    expect(sums).toEqual([{ organization_id, thing: 'x', n: 2, m: 0 }]);
  });
});
