import { scaled } from '@annals/testing';
import type { FoundBreak } from '@annals/vault';
import { randomInt, randomUUID } from 'node:crypto';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { damages } from '../../../../apps/eventstore/src/testing/damages';
import { ALog, anEvent, someEvents, type Written } from '../testing/a-log.setup';
import { HistoryKeeper } from './history-keeper.service';

jest.setTimeout(scaled(180_000, 1_800_000));

const EVENTS = scaled(320, 10_000);
const EACH = scaled(1, 10);
const organizations = Array.from({ length: 3 }, () => randomUUID());
const events = someEvents(EVENTS, organizations);
const ofOne = (all: readonly Written[], organizationId: string) =>
  all.filter(({ stream }) => stream.endsWith(organizationId));
const inOrganizations = (n: number) => organizations.some((id) => events[n]?.stream.endsWith(id));
/** The place of an event of some organization. */
function somewhere(): number {
  for (;;) {
    const n = randomInt(EVENTS);
    if (inOrganizations(n)) return n;
  }
}

/** What somebody does who may write the log anew, with everything in it fitting together. */
const rewrites: Readonly<Record<string, (n: number) => readonly Written[]>> = {
  'data of an event is changed': (n) =>
    events.with(n, { ...events[n]!, data: Buffer.from(JSON.stringify({ botId: randomUUID() })) }),
  'metadata of an event is changed': (n) =>
    events.with(n, { ...events[n]!, metadata: Buffer.from(JSON.stringify({ at: '2020-01-01T00:00:00.000Z' })) }),
  'an event is of another type': (n) => events.with(n, { ...events[n]!, type: 'BotDisabled' }),
  'an event has another id': (n) => events.with(n, { ...events[n]!, id: randomUUID() }),
  'an event is deleted': (n) => events.toSpliced(n, 1),
  'an event is inserted': (n) =>
    events.toSpliced(n, 0, { ...anEvent(organizations[0]!, 'fleet'), stream: events[n]!.stream }),
  'two events are swapped': (n) => {
    const { stream } = events[n]!;
    const other = events.findIndex((each, at) => at !== n && each.stream === stream);
    return events.with(n, events[other]!).with(other, events[n]!);
  },
  'the end is cut off': (n) => events.slice(0, n),
  'it is rolled back, and goes on with other events': (n) => [
    ...events.slice(0, n),
    ...events.slice(n).map(({ stream }) => ({ ...anEvent(organizations[0]!, 'fleet'), stream })),
  ],
};

/** Where the history of an organization differs first, by what its events are and their order; undefined: nowhere. */
function firstDifference(rewritten: readonly Written[], organizationId: string): number | undefined {
  const [before, after] = [ofOne(events, organizationId), ofOne(rewritten, organizationId)];
  const text = (one: Written | undefined) =>
    one && [one.id, one.stream, one.type, String(one.data), String(one.metadata)].join();
  const at = before.findIndex((event, n) => text(event) !== text(after[n]));
  return at < 0 ? undefined : at + 1;
}

/** The rest is what streams are found by: it changes nothing of the log, and the store reports it by itself. */
const ofWhatIsServed = damages.filter(
  ({ name }) => !['the stream', 'the revision', 'the key of the stream', 'the id'].includes(name),
);

describe('S13: a log that a superuser of the database changed', () => {
  let log: ALog;
  let now = '2026-06-03T09:15:00.000Z';
  const later = (minutes: number) => {
    now = new Date(Date.parse(now) + minutes * 60_000).toISOString();
  };

  const places = new Map<string, number>();
  const placeOf = (n: number) => places.get(events[n]?.id ?? '') ?? 0;

  /** Looks as the worker does, until all of the log was looked at. */
  async function look(): Promise<ReadonlyMap<string, FoundBreak>> {
    const keeper = new HistoryKeeper(log);
    later(5);
    for (let n = 0; n < EVENTS / 1000 + 3; n += 1) await keeper.look(now);
    const found = new Map<string, FoundBreak>();
    for (const id of organizations) {
      const broken = await log.vault.historyBreaks.open(id);
      if (broken) found.set(id, broken);
    }
    return found;
  }

  beforeAll(async () => {
    log = await ALog.open('s13', startEventStore, () => now);
    // Checkpoints on the way, as they come in a life.
    for (let from = 0; from < EVENTS; from += EVENTS / 4) {
      await log.append(events.slice(0, from + EVENTS / 4));
      expect(await look()).toEqual(new Map());
    }
  });
  afterAll(() => log.close());

  it('is unbroken before that, and signed to its end', async () => {
    for (const id of organizations) {
      expect((await log.vault.checkpoints.latest(id))?.size).toBe(ofOne(events, id).length);
      expect((await log.vault.checkpoints.list(id, 1000, 1000)).length).toBeGreaterThanOrEqual(4);
    }
  });

  it.each(Object.entries(rewrites))('is found where %s', async (_, rewrite) => {
    for (let n = 0; n < EACH; n += 1) {
      const rewritten = rewrite(somewhere());
      const expected = new Map(organizations.map((id) => [id, firstDifference(rewritten, id)]));
      expect([...expected.values()].some((at) => at !== undefined)).toBe(true);
      await log.rewrite(rewritten);
      const found = await look();
      expect(organizations.map((id) => found.get(id)?.sequence)).toEqual(organizations.map((id) => expected.get(id)));
      await log.spoilVault('DELETE FROM vault.history_breaks');
    }
    await log.rewrite(events);
    expect(await look()).toEqual(new Map());
  });

  it('can be spoilt in each place', async () => {
    for (const { id, position } of await log.eventStore.bytesFrom('start', EVENTS + 10))
      places.set(id, Number(position.commit));
    expect(events.every((_, n) => placeOf(n) > 0)).toBe(true);
  });

  it.each(ofWhatIsServed)('is found where $name is spoilt while the store runs', async (damage) => {
    for (let n = 0; n < EACH; n += 1) {
      const at = somewhere();
      const mend = await log.spoil(damage, placeOf(at), placeOf(somewhere()));
      const found = await look();
      const owner = organizations.find((id) => events[at]?.stream.endsWith(id)) ?? '';
      const sequence = ofOne(events.slice(0, at + 1), owner).length;
      expect(found.get(owner)?.sequence).toBeLessThanOrEqual(sequence);
      if (!/two rows/.test(damage.name))
        expect([...found.keys(), found.get(owner)?.sequence]).toEqual([owner, sequence]);
      await mend();
      expect(await look()).toEqual(new Map());
    }
  });

  it('is found where the trees were made to fit it, by what was signed', async () => {
    const at = somewhere();
    const owner = organizations.find((id) => events[at]?.stream.endsWith(id)) ?? '';
    const sequence = ofOne(events.slice(0, at + 1), owner).length;
    await log.rewrite(rewrites['data of an event is changed']?.(at) ?? []);
    await log.spoilVault('TRUNCATE vault.proof_leaves, vault.proof_nodes, vault.proof_trees, vault.proof_walk');
    const found = (await look()).get(owner);
    const over = await log.vault.checkpoints.over(owner, sequence);
    const before = await log.vault.checkpoints.upTo(owner, sequence - 1);
    expect([found?.kind, found?.checkpoint]).toEqual(['not-as-signed', over?.number]);
    expect(found?.sequence).toBe((before?.size ?? 0) + 1);
  });
});
