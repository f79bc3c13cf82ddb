import { randomUUID } from 'node:crypto';
import { readable } from '@annals/eventstore';
import { lampHung, scaled, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { sql } from 'kysely';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { owned, type OwnedEvent } from '../definition/event';
import type { AnyView } from '../definition/view';
import { foldBatch } from '../fold/fold';
import { MemoryTables } from '../fold/memory';
import { history, ViewReader } from '../index';
import { connected } from '../sql/connected';
import { append, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { QuietLog } from '../testing/quiet-log';
import { numbers, someLampEvents } from '../testing/some-events';
import { someActivity, someLamps } from '../testing/some-views';
import { PAST_CHANNEL } from './asks';
import { PastFolder, type PastFolderOptions } from './folder';

const views: readonly AnyView[] = [someLamps, someActivity];
const ROUNDS = scaled(12, 400);
const POSITIONS = scaled(40, 1_000);

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

describe('E1: views as they were', () => {
  let world: World;
  let reader: ViewReader;
  let folder: PastFolder;
  let projector: ReturnType<typeof startProjector>;
  let erasedAt: string | undefined;
  const [ours, theirs] = [randomUUID(), randomUUID()];
  const logs = new Map<string, readonly OwnedEvent[]>();

  beforeAll(
    async () => {
      world = await startWorld('past', { sharedDatabase, startEventStore, startVault });
      projector = startProjector(world, { views: [history, ...views] });
      let position = '0';
      for (let round = 1; round <= ROUNDS; round += 1)
        for (const organization of [ours, theirs])
          ({ position } = await append(world.store, organization, someLampEvents(round % 7, 5 + (round % 30))));
      reader = aReader();
      folder = await aFolder();
      await reader.read(history, { organization: ours }, () => Promise.resolve(), {
        minPosition: position,
        timeoutMs: 60_000,
      });
      for (const organization of [ours, theirs]) logs.set(organization, await logOf(organization));
    },
    scaled(60_000, 600_000),
  );
  afterAll(async () => {
    await projector.stop();
    await folder.stop();
    await reader.close();
    await world.stop();
  });

  const erasedSince = (_: string, since: string) => Promise.resolve(erasedAt !== undefined && erasedAt > since);
  const aReader = (patienceMs = 20_000) =>
    new ViewReader({
      databaseUrl: world.databaseUrl,
      role: ROLE,
      views: [history, ...views],
      past: { erasedSince, patienceMs },
    });

  async function aFolder(other: Partial<PastFolderOptions> = {}): Promise<PastFolder> {
    const made = new PastFolder({
      databaseUrl: world.databaseUrl,
      role: ROLE,
      views,
      reader,
      open: (records) => world.store.open(records),
      erasedSince,
      log: new QuietLog(),
      ...other,
    });
    await made.start();
    return made;
  }

  /** The organization's own events, as the log has them. */
  async function logOf(organization: string): Promise<readonly OwnedEvent[]> {
    const found: OwnedEvent[] = [];
    for await (const { events, live } of world.store.log({ from: 'start', signal: new AbortController().signal })) {
      for (const entry of events)
        if (entry.stream.includes(organization)) found.push(owned(readable(entry), found.length + 1));
      if (live) break;
    }
    return found;
  }

  /** Every table of a view, as an organization reads it. */
  async function read(view: AnyView, organization: string, sequence?: number): Promise<Record<string, unknown[]>> {
    const past = sequence === undefined ? {} : { past: { sequence } };
    return reader.read(
      view,
      { organization },
      async (db) => {
        const tables: Record<string, unknown[]> = {};
        for (const { name, key } of view.plan) {
          const order = sql.join(key.map((column) => sql`${sql.ref(column.name)}::text COLLATE "C"`));
          tables[name] = (await sql`SELECT * FROM ${sql.table(name)} ORDER BY ${order}`.execute(db)).rows;
        }
        return tables;
      },
      past,
    );
  }

  /** The same by the fold of the log. */
  function folded(view: AnyView, organization: string, sequence: number): Record<string, unknown[]> {
    const memory = new MemoryTables(view);
    const events = (logs.get(organization) ?? []).slice(0, sequence);
    memory.write(foldBatch(view, view.sequence ? events : events.map((event) => ({ ...event, sequence: 0 }))));
    return Object.fromEntries(view.plan.map(({ name }) => [name, byText(view, name, memory.rows(name))]));
  }

  const byText = (view: AnyView, table: string, rows: readonly Readonly<Record<string, unknown>>[]): unknown[] => {
    const key = view.plan.find(({ name }) => name === table)?.key ?? [];
    const text = (row: Readonly<Record<string, unknown>>) => key.map(({ name }) => String(row[name])).join('\u0000');
    return [...rows].sort((a, b) => (text(a) < text(b) ? -1 : 1));
  };

  const lengthOf = (organization: string): number => logs.get(organization)?.length ?? 0;

  it(
    'are at any position what the fold of the log is, whichever way one looks, and nothing of another organization',
    async () => {
      const next = numbers(4);
      expect(lengthOf(ours)).toBeGreaterThan(ROUNDS * 5);
      for (let n = 0; n < POSITIONS; n += 1) {
        const organization = next(3) === 0 ? theirs : ours;
        const view = next(2) === 0 ? someLamps : someActivity;
        const sequence = 1 + next(lengthOf(organization));
        expect([sequence, await read(view, organization, sequence)]).toEqual([
          sequence,
          folded(view, organization, sequence),
        ]);
      }
    },
    scaled(60_000, 600_000),
  );

  it.each(views)('are at the head what the view $name is now', async (view) => {
    expect(await read(view, ours, lengthOf(ours))).toEqual(await read(view, ours));
  });

  it('are the same for many who look at once, at many moments', async () => {
    const moments = Array.from({ length: 12 }, (_, n) => 1 + n * 3);
    const seen = await Promise.all(moments.map((sequence) => read(someActivity, theirs, sequence)));
    expect(seen).toEqual(moments.map((sequence) => folded(someActivity, theirs, sequence)));
  });

  it('are walled: the role of the api sees no row of a fold whose organization it does not name', async () => {
    await read(someLamps, ours, lengthOf(ours));
    await connected(world.databaseUrl, async (db) => {
      const { rows } = await db.query<{ schema: string }>(
        `SELECT schema FROM past.folds WHERE organization = $1 AND view = 'some_lamps'`,
        [ours],
      );
      const count = async (organization: string) => {
        await db.query(
          `BEGIN; SET LOCAL ROLE ${ROLE}; SELECT set_config('annals.at', '1000000', true), set_config('annals.organization', '${organization}', true)`,
        );
        const found = await db.query<{ n: string }>(`SELECT count(*) AS n FROM "${rows[0]?.schema ?? ''}".lamps`);
        await db.query('ROLLBACK');
        return Number(found.rows[0]?.n);
      };
      expect(await count(ours)).toBeGreaterThan(0);
      expect(await count(theirs)).toBe(0);
      expect(await count('')).toBe(0);
    });
  });

  it('end when something was erased, and are made again without it', async () => {
    await read(someLamps, ours, 10);
    const folds = () =>
      connected(world.databaseUrl, async (db) =>
        (await db.query<{ schema: string }>(`SELECT schema FROM past.folds WHERE organization = $1`, [ours])).rows.map(
          ({ schema }) => schema,
        ),
      );
    const before = await folds();
    expect(before.length).toBeGreaterThan(0);
    erasedAt = '9999';
    await folder.sweep();
    expect(await folds()).toEqual([]);
    erasedAt = undefined;
    expect(await read(someLamps, ours, 10)).toEqual(folded(someLamps, ours, 10));
    expect(before).not.toContain((await folds())[0]);
  });

  it('end when nobody used them for a while, with what a crash left behind', async () => {
    await read(someLamps, ours, 10);
    await connected(world.databaseUrl, async (db) => {
      await db.query(`UPDATE past.folds SET used_at = used_at - interval '1 hour'`);
      await db.query('CREATE SCHEMA past_left_0123456789');
      await folder.sweep();
      expect((await db.query(`SELECT FROM pg_namespace WHERE nspname LIKE 'past\\_%'`)).rowCount).toBe(0);
    });
    expect(await read(someLamps, ours, 10)).toEqual(folded(someLamps, ours, 10));
  });

  it('are not waited for longer than somebody waits, and go on meanwhile', async () => {
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    await folder.stop();
    folder = await aFolder({ open: (records) => opened.then(() => world.store.open(records)) });
    const hasty = aReader(1);
    const organization = randomUUID();
    const hung = lampHung({ lampId: randomUUID(), roomId: randomUUID() }, { name: 'Robby' });
    const { position } = await append(world.store, organization, [hung]);
    await reader.read(history, { organization }, () => Promise.resolve(), { minPosition: position });
    const look = (sequence: number) =>
      hasty.read(someLamps, { organization }, (db) => db.selectFrom('lamps').select('name').execute(), {
        past: { sequence },
      });
    await expect(look(1)).rejects.toMatchObject({ code: 'PAST_NOT_READY' });
    open();
    const later = async (): Promise<unknown> => look(1).catch(later);
    expect(await later()).toEqual([{ name: 'Robby' }]);
    await expect(look(2)).rejects.toMatchObject({ code: 'PAST_NOT_READY' });
    await hasty.close();
  });

  it('hear nothing in what is no ask, and in asks for views that there are not', async () => {
    await connected(world.databaseUrl, async (db) => {
      for (const said of [
        '',
        '{',
        '[]',
        '{"view":"some_lamps"}',
        JSON.stringify({ view: 'x', version: 1, organization: ours, upTo: 1 }),
      ])
        await db.query('SELECT pg_notify($1, $2)', [PAST_CHANNEL, said]);
    });
    expect(await read(someLamps, ours, 3)).toEqual(folded(someLamps, ours, 3));
  });
});
