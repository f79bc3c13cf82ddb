import { randomUUID } from 'node:crypto';
import { fromMilliseconds } from '@annals/kernel';
import { lampDoused, lampHung, lampLit, ofThisRealm, type LampEvent } from '@annals/testing';
import fc from 'fast-check';
import { CachedState } from './cached-state';
import { REMEMBERED_COMMANDS } from './command-memory';
import { Snapshots } from './snapshots';
import type { SnapshotStore, StoredSnapshot } from './snapshot-store';
import type { StoredRecord } from './stored-record';
import { house, type House } from './testing/house';
import { MemoryKeyring } from './testing/memory-keyring';
import { MemorySnapshots } from './testing/memory-snapshots';

type Lamps = CachedState<House, LampEvent>;
interface Said {
  readonly command: string;
  readonly events: readonly LampEvent[];
}

const lampIds = Array.from({ length: 4 }, () => randomUUID());
const anEvent = fc.oneof(
  fc
    .record({ lampId: fc.constantFrom(...lampIds), name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }) })
    .map(({ lampId, name }) => lampHung({ lampId, roomId: randomUUID() }, { name })),
  fc.constantFrom(...lampIds).map((lampId) => lampLit({ lampId })),
  fc.constantFrom(...lampIds).map((lampId) => lampDoused({ lampId })),
);
const aHistory = fc.array(
  fc.record({ command: fc.uuid(), events: fc.array(anEvent, { minLength: 1, maxLength: 3 }) }),
  { minLength: 2, maxLength: 40 },
);
const commandsOf = (many: number): Said[] =>
  Array.from({ length: many }, () => ({ command: randomUUID(), events: [lampLit({ lampId: lampIds[0] ?? '' })] }));

/** The events of a history one by one, with where they are: every event of a command is at the place of its append. */
const placed = (history: readonly Said[]) =>
  history
    .flatMap(({ command, events }, append) => events.map((event) => ({ event, command, position: BigInt(append) })))
    .map(({ event, ...place }, revision) => ({
      event,
      place: { ...place, revision, salt: `salt ${revision}`, at: fromMilliseconds(revision) },
    }));

function folded(history: ReturnType<typeof placed>, state: Lamps = new CachedState(house)): Lamps {
  for (const { event, place } of history) state.add(event, place);
  return state;
}

const comparable = ({ revision, folded: all }: Lamps): unknown => ofThisRealm({ revision, ...all });

describe('snapshots', () => {
  const stream = `house-${randomUUID()}`;
  let store: MemorySnapshots;
  let keyring: MemoryKeyring;
  let said: string[];
  let log: Pick<ReturnType<typeof placed>[number], 'place'>[];
  beforeEach(() => {
    store = new MemorySnapshots();
    keyring = new MemoryKeyring();
    [said, log] = [[], []];
  });

  const noStore: SnapshotStore = {
    find: () => new Promise(() => undefined),
    put: () => Promise.resolve(),
    discard: () => Promise.resolve(),
  };

  const at = (revision: number): Promise<StoredRecord | undefined> => {
    const found = log[revision]?.place;
    if (!found) return Promise.resolve(undefined);
    const position = { commit: found.position, prepare: found.position };
    const record = { id: randomUUID(), stream, revision, position, type: 'LampLit', data: {} };
    return Promise.resolve({ ...record, metadata: { salt: found.salt } });
  };
  const open = (version = 'v1', from: SnapshotStore = store) =>
    new Snapshots({
      store: from,
      version,
      every: 1,
      keyring,
      log: { info: (_, text) => void said.push(text), error: (_, text) => void said.push(`ALARM ${text}`) },
    });
  /** Takes a snapshot of a state, and waits until it is kept. */
  const take = async (state: Lamps, { name = stream, isKept = true } = {}) => {
    const snapshots = open();
    snapshots.takeSoon(name, state, () => isKept);
    await snapshots.settled();
  };
  const resumed = async (snapshots = open()): Promise<Lamps | undefined> => {
    const state: Lamps = new CachedState(house);
    const goesOn = await snapshots.goOn(stream, state, at);
    await snapshots.settled();
    expect(goesOn || state.revision === -1).toBe(true);
    return goesOn ? state : undefined;
  };

  it('and what comes after are the same as the whole, wherever they were taken: state, text and memory', async () => {
    await fc.assert(
      fc.asyncProperty(aHistory, fc.double({ min: 0, max: 1, noNaN: true }), async (history, part) => {
        store.kept.clear();
        const all = (log = placed(history));
        const cut = 1 + Math.floor(part * (all.length - 1));
        await take(folded(all.slice(0, cut)));
        const state = await resumed();
        if (!state) throw new Error('It was not used');
        expect(state.revision).toBe(cut - 1);
        expect(comparable(folded(all.slice(cut), state))).toStrictEqual(comparable(folded(all)));
      }),
      { numRuns: 60 },
    );
  });

  it('remember the commands before them, the oldest of which goes first', async () => {
    const all = (log = placed(commandsOf(REMEMBERED_COMMANDS + 500)));
    await take(folded(all));
    const state = await resumed();
    const first = all[500]?.place;
    expect(state?.memory.find(first?.command ?? '')).toEqual({ first: 500, last: 500, position: 500n });
    expect(state?.memory.size).toBe(REMEMBERED_COMMANDS);
    if (state) folded(placed(commandsOf(1)), state);
    expect(state?.memory.find(first?.command ?? '')).toBeUndefined();
  });

  it('are ciphertext', async () => {
    await take(
      folded(placed([{ command: 'c', events: [lampHung({ lampId: '1', roomId: '2' }, { name: 'Halden' })] }])),
    );
    const [kept] = store.kept.values();
    expect(kept).toMatchObject({ stream, revision: 0 });
    expect(kept?.sealed.includes('Halden')).toBe(false);
    expect(kept?.sealed.includes('lamps')).toBe(false);
  });

  it('are due after so many events, and again after as many', () => {
    const snapshots = new Snapshots({
      ...{ store, keyring },
      version: '',
      log: { info: () => undefined, error: () => undefined },
    });
    const due = (revision: number, snapshotAt: number) =>
      snapshots.isDue({ revision, snapshotAt, folded: folded([]).folded });
    expect([due(999, -1), due(1000, -1), due(2000, 1000), due(2001, 1000)]).toEqual([false, true, false, true]);
    expect(snapshots.look).toBe(100);
  });

  describe('are not used', () => {
    const history = commandsOf(3);
    const change = (changed: Partial<StoredSnapshot>): void => {
      const [kept] = store.kept.values();
      if (kept) store.kept.set(stream, { ...kept, ...changed });
    };
    const flipped = (): Buffer => {
      const bytes = Buffer.from([...store.kept.values()][0]?.sealed ?? []);
      bytes[40] = (bytes[40] ?? 0) ^ 1;
      return bytes;
    };
    const otherPlace = (changed: Partial<(typeof log)[number]['place']>): void => {
      log = log.map(({ place }) => ({ place: { ...place, ...changed } }));
    };
    beforeEach(async () => {
      log = placed(history);
      await take(folded(placed(history)));
      expect(await resumed()).toBeDefined();
    });

    it.each<[string, () => unknown]>([
      ['with a bit changed', () => change({ sealed: flipped() })],
      ['cut short', () => change({ sealed: Buffer.alloc(5) })],
      ['moved to another revision', () => change({ revision: 1 })],
      ['with another key', async () => change({ keyId: (await keyring.forSubject('other', 'organization')).id })],
      ['with a key that nobody knows', () => change({ keyId: randomUUID() })],
    ])('%s: an alarm, and it is removed', async (_name, damage) => {
      await damage();
      expect(await resumed()).toBeUndefined();
      expect(said).toContain('ALARM A snapshot is damaged');
      expect(store.kept.size).toBe(0);
    });

    it('moved here from another stream', async () => {
      await take(folded(placed(commandsOf(3))), { name: `house-${randomUUID()}` });
      change({ sealed: [...store.kept.values()][1]?.sealed ?? Buffer.alloc(0) });
      expect(await resumed()).toBeUndefined();
      expect(said).toContain('ALARM A snapshot is damaged');
    });

    it('and stay where they are, when other code folded them', async () => {
      expect(await resumed(open('v2'))).toBeUndefined();
      expect([said, store.kept.size]).toEqual([[], 1]);
    });

    it('under the name of another version', async () => {
      change({ version: [...store.kept.values()][0]?.version.replace('v1', 'v2') ?? '' });
      expect(await resumed(open('v2'))).toBeUndefined();
      expect(said).toContain('ALARM A snapshot is damaged');
    });

    it.each<[string, () => void]>([
      ['ends before it', () => void log.pop()],
      ['went on differently', () => otherPlace({ salt: 'other' })],
      ['is a copy with other positions', () => otherPlace({ position: 99n })],
    ])('of a log that %s: it is removed', async (_name, happen) => {
      happen();
      expect(await resumed()).toBeUndefined();
      expect(said).toEqual(['The log is another one than that of a snapshot, which is not used']);
      expect(store.kept.size).toBe(0);
    });

    it('whose key was destroyed: it is removed, and none is taken any more', async () => {
      await keyring.destroy(stream.slice('house-'.length), 'organization');
      expect(await resumed()).toBeUndefined();
      await take(folded(placed(history)));
      expect(said).toEqual(['The key of a snapshot was destroyed', 'A snapshot could not be kept']);
      expect(store.kept.size).toBe(0);
    });

    it('when the database fails or is silent', async () => {
      const failing = { ...noStore, find: () => Promise.reject(new Error('away')) };
      expect(await resumed(open('v1', failing))).toBeUndefined();
      jest.useFakeTimers({ doNotFake: ['setImmediate'] });
      const waiting = resumed(open('v1', noStore));
      await jest.advanceTimersByTimeAsync(1000);
      jest.useRealTimers();
      expect(await waiting).toBeUndefined();
      expect(said).toEqual([
        'No snapshot could be looked for',
        'The database did not say in time whether there is a snapshot',
      ]);
    });
  });

  describe('are not taken', () => {
    it('of a state that was dropped meanwhile', async () => {
      await take(folded(placed(commandsOf(3))), { isKept: false });
      expect(store.kept.size).toBe(0);
    });

    it('after the end, which waits for the one that is being written', async () => {
      let finish: (() => void) | undefined;
      const slow = { ...noStore, put: () => new Promise<void>((resolve) => (finish = resolve)) };
      const snapshots = open('v1', slow);
      snapshots.takeSoon(stream, folded(placed(commandsOf(3))), () => true);
      while (!finish) await new Promise(setImmediate);
      let closed = false;
      const closing = snapshots.close().then(() => (closed = true));
      await new Promise(setImmediate);
      expect(closed).toBe(false);
      finish();
      await closing;
    });

    it('of a state that cannot be written down; somebody hears of it, and nobody fails', async () => {
      const state = folded(placed(commandsOf(3)));
      Reflect.set(state.state, 'broken', () => true);
      await take(state);
      expect([said, store.kept.size]).toEqual([['A snapshot could not be kept'], 0]);
    });
  });
});
