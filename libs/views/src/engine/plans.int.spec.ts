import { randomUUID } from 'node:crypto';
import { lampDoused, lampFaded, lampHung, lampLit, sharedDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { Client } from 'pg';
import { startEventStore } from '../../../../apps/eventstore/src/server';
import { ViewReader } from '../index';
import { append, ROLE, startProjector, startWorld, type World } from '../testing/a-world';
import { someLamps } from '../testing/some-views';

const startVault = async (databaseUrl: string, secrets: World['secrets']) => {
  await migrateVault(databaseUrl, ROLE);
  return new Vault({ databaseUrl, secrets });
};

describe('writing by key', () => {
  it('reads no table as a whole, though its plans were made when the table was empty (P11)', async () => {
    const world = await startWorld('plans', { sharedDatabase, startEventStore, startVault });
    const reader = new ViewReader({ databaseUrl: world.databaseUrl, role: ROLE, views: [someLamps] });
    const projector = startProjector(world, { views: [someLamps] });
    await projector.live;
    const organization = randomUUID();
    const lamps = Array.from({ length: 20 }, () => randomUUID());
    const rounds = [
      ...Array.from({ length: 4 }, () => [lampDoused, lampLit]).flat(),
      (of: { lampId: string }) => lampFaded({ ...of, fadedAt: '2026-06-03T09:00:00.000Z' }),
    ];
    let { position } = await append(
      world.store,
      organization,
      lamps.map((lampId) => lampHung({ lampId, roomId: randomUUID() }, { name: 'Robby' })),
    );
    for (const happened of rounds) {
      // One batch each: the reader waits until it is written.
      await reader.read(someLamps, { organization }, (db) => db.selectFrom('lamps').select('lamp_id').execute(), {
        minPosition: position,
      });
      ({ position } = await append(
        world.store,
        organization,
        lamps.map((lampId) => happened({ lampId })),
      ));
    }
    expect(
      await reader.read(someLamps, { organization }, (db) => db.selectFrom('lamps').select('lamp_id').execute(), {
        minPosition: position,
      }),
    ).toEqual([]);
    await projector.stop();
    await reader.close();
    const client = new Client({ connectionString: world.databaseUrl });
    await client.connect();
    const { rows } = await client.query(
      `SELECT seq_scan::int, n_tup_upd::int AS updated, n_tup_del::int AS deleted FROM pg_stat_user_tables WHERE schemaname = 'some_lamps_1' AND relname = 'lamps'`,
    );
    await client.end();
    await world.stop();
    expect(rows).toEqual([{ seq_scan: 1, updated: 160, deleted: 20 }]);
  });
});
