import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { EventStoreUnavailable, OutcomeUnknown } from '@annals/eventstore';
import { say, scaled, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { Client } from 'pg';
import { makeBackup, type BackupReport } from '../../../../apps/eventstore/src/backup/make-backup';
import { encodeRecord } from '../../../../apps/eventstore/src/backup/record';
import { restoreBackup } from '../../../../apps/eventstore/src/backup/restore-backup';
import { pageOfAll } from '../../../../apps/eventstore/src/log/pages';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { views as everyView } from '@annals/contexts';
import { append, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { appendProduct, productAndLamps, someProductEvents } from '../testing/product-events';
import { numbers, someLampEvents } from '../testing/some-events';
import { someLamps } from '../testing/some-views';

const EVENTS = scaled(1_500, 1_000_000);
const PER_APPEND = scaled(15, 50);
const WRITERS = scaled(16, 8);
const PAGE = 1000;
/** R16: restore and rebuild of 1M events. */
const WITHIN_S = 300;
const quiet = (): void => undefined;
/** A machine that is busy with other things may answer late: what was written is in the log, whoever knows it. */
const unlessUnknown = (error: unknown): void => {
  if (!(error instanceof OutcomeUnknown || error instanceof EventStoreUnavailable)) throw error;
};

describe('R16: a backup at a random moment under load, restored elsewhere', () => {
  const folder = mkdtempSync(join(tmpdir(), 'annals-r16-'));
  const file = join(folder, 'backup');
  const organizations = Array.from({ length: 40 }, () => randomUUID());
  const next = numbers(Date.now());
  let original: World;
  let restored: World;
  const stops: (() => Promise<void>)[] = [];
  let written = 0;
  let backup: BackupReport;
  let seconds: { restore: number; rebuild: number };

  beforeAll(
    async () => {
      original = await startWorld('r16', {
        forms: productAndLamps,
        sharedDatabase,
        startEventStore,
        startVault: async (databaseUrl, secrets) => {
          await migrateVault(databaseUrl, ROLE);
          return new Vault({ databaseUrl, secrets });
        },
      });
      stops.push(() => original.stop());
      const half = EVENTS * (0.3 + next(400) / 1000);
      await load(half);
      const [report] = await Promise.all([
        makeBackup(file, { databaseUrl: original.databaseUrl, secrets: original.secrets, withLog: true, say: quiet }),
        load(EVENTS - half),
      ]);
      backup = report;
      const began = performance.now();
      restored = await restoredWorld();
      stops.unshift(() => restored.stop());
      const until = performance.now();
      await projected(restored);
      seconds = { restore: (until - began) / 1000, rebuild: (performance.now() - until) / 1000 };
      await projected(original);
    },
    scaled(120_000, 3_600_000),
  );
  afterAll(async () => {
    for (const stop of stops) await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function load(events: number): Promise<void> {
    const until = written + events;
    const writer = async () => {
      while (written < until) {
        const seed = written;
        written += 2 * PER_APPEND;
        const organization = organizations[next(organizations.length)] ?? '';
        await append(original.store, organization, someLampEvents(seed, PER_APPEND)).catch(unlessUnknown);
        const some = someProductEvents(seed, PER_APPEND);
        await appendProduct(original.store, organization, some).catch(unlessUnknown);
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, writer));
  }

  /** A new installation with the backup in it. */
  function restoredWorld(): Promise<World> {
    return startWorld('r16_restored', {
      forms: productAndLamps,
      startEventStore,
      sharedDatabase: async (name) => {
        const database = await sharedDatabase(name);
        await migrateVault(database.url, ROLE);
        await restoreBackup({
          file,
          databaseUrl: database.url,
          secrets: original.secrets,
          secretsFile: 'secrets.json',
          say: quiet,
        });
        return database;
      },
      startVault: (databaseUrl) => Promise.resolve(new Vault({ databaseUrl, secrets: original.secrets })),
    });
  }

  /** Its views, built from position 0. */
  async function projected(world: World): Promise<void> {
    const projector = startProjector(world, { views: [...everyView, someLamps] });
    await projector.live;
    await projector.stop();
  }

  async function asked<Row extends Record<string, unknown>>(
    { databaseUrl }: World,
    query: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      return (await client.query<Row>(query, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** SHA-256 of every event up to the end of the backup, byte for byte. */
  async function prefixOf({ databaseUrl }: World): Promise<string> {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    const hash = createHash('sha256');
    for (let low = 1; low <= backup.lastPosition;) {
      const page = await pageOfAll(client, 'forwards', {
        low,
        high: backup.lastPosition,
        limit: Math.min(PAGE, backup.lastPosition - low + 1),
      });
      for (const event of page) hash.update(encodeRecord(event));
      low += page.length;
    }
    await client.end();
    return hash.digest('hex');
  }

  it(
    'is a prefix of the original, byte for byte',
    async () => {
      expect(backup.lastPosition).toBeGreaterThan(EVENTS * 0.25);
      expect(backup.lastPosition).toBeLessThan(written);
      const [prefix, whole] = [await prefixOf(original), await prefixOf(restored)];
      expect(whole).toBe(prefix);
      expect(backup.footer.parts.find(({ name }) => name === 'log')?.sha256).toBe(prefix);
      expect((await restored.store.head())?.commit).toBe(BigInt(backup.lastPosition));
    },
    scaled(60_000, 600_000),
  );

  it(
    'has the same history, leaf by leaf',
    async () => {
      const leaves = (world: World) =>
        asked(
          world,
          `SELECT organization_id, count(*) AS n, encode(sha256(string_agg(leaf, ''::bytea ORDER BY sequence)), 'hex') AS leaves
      FROM history_1.history WHERE position::bigint <= $1 GROUP BY 1 ORDER BY 1`,
          [backup.lastPosition],
        );
      const [there, here] = [await leaves(restored), await leaves(original)];
      expect(there.length).toBeGreaterThan(0);
      expect(there).toEqual(here);
    },
    scaled(60_000, 600_000),
  );

  it(
    'has views that are what its log comes to, and opens what was sealed',
    async () => {
      const lamps = new Map<string, string>();
      for (const organization of organizations)
        for await (const { type, data, text } of restored.store.read(`house-${organization}`)) {
          const key = `${organization} ${String(Reflect.get(data, 'lampId'))}`;
          if (type === 'LampHung') lamps.set(key, `lit ${String(Reflect.get(text ?? {}, 'name'))}`);
          if (type === 'LampDoused' && lamps.has(key))
            lamps.set(key, `doused ${lamps.get(key)?.replace(/^\w+ /, '') ?? ''}`);
          if (type === 'LampLit' && lamps.has(key)) lamps.set(key, `lit ${lamps.get(key)?.replace(/^\w+ /, '') ?? ''}`);
          if (type === 'LampFaded') lamps.delete(key);
        }
      const rows = await asked<{ line: string }>(
        restored,
        `SELECT organization_id || ' ' || lamp_id || ' ' || status || ' ' || name AS line FROM some_lamps_1.lamps`,
      );
      expect(rows.map(({ line }) => line).sort()).toEqual([...lamps].map(([key, value]) => `${key} ${value}`).sort());
      expect(rows.length).toBeGreaterThan(0);
    },
    scaled(60_000, 600_000),
  );

  it(`takes at most ${WITHIN_S} s for restore and rebuild`, () => {
    say(
      `R16: ${backup.lastPosition} of ${written} events; backup ${backup.seconds.toFixed(1)} s (${(backup.bytes / 1024 / 1024).toFixed(1)} MB), restore ${seconds.restore.toFixed(1)} s, rebuild ${seconds.rebuild.toFixed(1)} s`,
    );
    expect(seconds.restore + seconds.rebuild).toBeLessThan(WITHIN_S);
  });
});
