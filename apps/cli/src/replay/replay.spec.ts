import type { Entry } from './lines';
import { replay, type Source } from './replay';
import { rangeOf } from './range';

const entry = (sequence: number): Entry => ({
  sequence,
  at: '2026-06-03T09:15:00.000Z',
  type: 'BotDisabled',
  area: 'fleet',
  actor: { kind: 'user', id: 'olga', label: 'Olga' },
  sentence: [{ text: 'disabled ' }, { kind: 'bot', id: 'b', label: 'invoice-reader' }],
  outcome: 'allowed',
  reason: null,
  ...{
    data: {},
    personal: null,
    text: null,
    permission: null,
    grants: null,
    changes: [],
    routine: false,
    onBehalfOf: null,
    roleNames: {},
    session: null,
  },
  ...{ command: 'c', correlationId: 'c', causationId: 'c', stream: 'fleet-o', revision: 0, position: '0' },
});

/** A log that grows by one entry whenever somebody waits. */
function aLog(size: number) {
  let entries = Array.from({ length: size }, (_, nth) => entry(nth + 1));
  const source: Source = {
    read: (after) => {
      const left = entries.filter(({ sequence }) => sequence > after);
      return Promise.resolve({ items: left.slice(0, 3), more: left.length > 3, last: entries.length });
    },
  };
  return { source, grow: () => (entries = [...entries, entry(entries.length + 1)]) };
}

async function printed(source: Source, typed: { from?: string; until?: string } = {}, wait?: () => Promise<boolean>) {
  const [seen, told]: [number[], string[]] = [[], []];
  const count = await replay(source, rangeOf(typed), {
    print: ({ sequence }) => void seen.push(sequence),
    progress: (n, at, last) => void told.push(`${n} ${at}/${last}`),
    ...(wait ? { wait } : {}),
  });
  return { seen, told, count };
}

describe('a replay', () => {
  it('prints everything once, in order, and says how far it is', async () => {
    const { seen, told, count } = await printed(aLog(7).source);
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect([told, count]).toEqual([['3 3/7', '6 6/7', '7 7/7'], 7]);
  });

  it('begins and ends with the events that are named', async () => {
    expect((await printed(aLog(7).source, { from: '3', until: '#5' })).seen).toEqual([3, 4, 5]);
    expect((await printed(aLog(7).source, { from: '8' })).seen).toEqual([]);
  });

  it('follows what happens until it is stopped', async () => {
    const log = aLog(4);
    let waited = 0;
    const wait = () => {
      log.grow();
      waited += 1;
      return Promise.resolve(waited < 3);
    };
    expect((await printed(log.source, {}, wait)).seen).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
