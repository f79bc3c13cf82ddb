import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaled, sharedDatabase, startFromSources, type SourceProcess } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { views as everyView } from '@annals/contexts';
import { history, rebuild, ViewReader } from '../index';
import { ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { digestOf, startOver } from '../testing/digest';
import { appendProduct, productAndLamps, someProductEvents } from '../testing/product-events';
import { QuietLog } from '../testing/quiet-log';
import { numbers } from '../testing/some-events';

const KILLS = scaled(2, 50);
const EVENTS = scaled(1_000, 100_000);
const WRITERS = 16;
const next = numbers(1);

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

describe('R1: a projector that is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'annals-r1-'));
  const organizations = Array.from({ length: 40 }, () => randomUUID());
  let world: World;
  let reader: ViewReader;
  let projector: SourceProcess | undefined;
  let written = 0;
  let last = 0n;
  beforeAll(async () => {
    world = await startWorld('r1', {
      sharedDatabase,
      startEventStore,
      startVault,
      forms: productAndLamps,
      // A command may make the keys of 30 people, one after another.
      deadlineMs: 60_000,
    });
    reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views: everyView });
    const { keyEncryptionKey, serverKey } = world.secrets;
    writeFileSync(
      join(folder, 'secrets.json'),
      JSON.stringify({
        keyEncryptionKey: keyEncryptionKey.toString('base64'),
        serverKey: serverKey.toString('base64'),
      }),
      { mode: 0o600 },
    );
  }, 60_000);
  afterAll(async () => {
    await projector?.kill9();
    await reader.close();
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function start(): SourceProcess {
    projector = startFromSources('apps/projector/src/main.ts', [], {
      ANNALS_DATABASE_URL: world.databaseUrl,
      ANNALS_EVENTSTORE_URL: world.eventstoreUrl,
      ANNALS_SECRETS_FILE: join(folder, 'secrets.json'),
      ANNALS_LOG_LEVEL: 'error',
    });
    return projector;
  }

  /** Many writers append so many events. */
  async function load(events: number): Promise<void> {
    const until = written + events;
    const writer = async () => {
      while (written < until) {
        const some = someProductEvents(written, Math.min(1 + next(30), until - written));
        written += some.events.length;
        note(await appendProduct(world.store, organizations[next(organizations.length)] ?? '', some));
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, writer));
  }
  const note = ({ position }: { position: string }) => {
    if (BigInt(position) > last) last = BigInt(position);
  };

  /** Settles after so many commits of the projector. */
  async function commits(count: number): Promise<void> {
    let heard = 0;
    for await (const { view } of reader.moved()) if (view === history.name && ++heard >= count) return;
  }

  it(
    `${KILLS} times while ${EVENTS} events are written leaves every view as a fresh rebuild makes it, byte for byte`,
    async () => {
      const part = EVENTS / KILLS / 2;
      let killed = 0;
      for (; killed < KILLS; killed += 1) {
        const victim = start();
        await Promise.all([victim.ready, load(part)]);
        const loading = load(part);
        await Promise.race([commits(1 + next(12)), loading]);
        await victim.kill9();
        await loading;
      }
      const survivor = start();
      await survivor.ready;
      for (const view of everyView)
        await reader.read(view, { organization: randomUUID() }, () => Promise.resolve(), {
          minPosition: String(last),
          timeoutMs: scaled(60_000, 600_000),
        });
      survivor.child.kill('SIGTERM');
      expect(await survivor.ended).toEqual({ code: 0, signal: null, stderr: '' });
      expect({ killed, written }).toEqual({ killed: KILLS, written: EVENTS });
      await compareWithRebuilds();
    },
    scaled(300_000, 3_600_000),
  );

  async function compareWithRebuilds(): Promise<void> {
    const digests = async () =>
      Object.fromEntries(
        await Promise.all(everyView.map(async (view) => [view.name, await digestOf(world.databaseUrl, view)] as const)),
      );
    const lived = await digests();
    const kept = Object.values(lived[history.name] ?? {}).map((digest) => Number.parseInt(digest, 10));
    expect(kept.reduce((sum, each) => sum + each, 0)).toBe(EVENTS);
    const report = await rebuild(history, {
      databaseUrl: world.databaseUrl,
      eventStore: world.store,
      apiRole: ROLE,
      log: new QuietLog(),
    });
    expect(report).toMatchObject({ equal: true, events: EVENTS, generation: 2 });
    await startOver(world.databaseUrl);
    const fresh = startProjector(world, { views: everyView });
    await fresh.live;
    await fresh.stop();
    expect(await digests()).toEqual(lived);
  }
});
