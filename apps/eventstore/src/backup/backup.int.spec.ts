import { sharedDatabase } from '@annals/testing';
import { NO_STREAM, jsonEvent, type EventStoreDBClient } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startEventStore } from '../server';
import { BackupBed, asked, clientOf } from '../testing/backup-bed';
import { makeBackup } from './make-backup';

const quiet = (): void => undefined;

/** All that a reader can see of a log. */
async function everything(client: EventStoreDBClient): Promise<unknown[]> {
  const events: unknown[] = [];
  for await (const { event } of client.readAll())
    if (event) events.push({ ...event, data: event.data, metadata: event.metadata });
  return events;
}

describe('backup and restore', () => {
  let bed: BackupBed;
  beforeAll(async () => {
    bed = await BackupBed.open(sharedDatabase);
  }, 30_000);
  afterAll(() => bed.close());

  it('bring every event back as it was: positions, revisions, ids, created, bytes, tombstones and metadata', async () => {
    const { file, lastPosition } = await bed.backup('whole');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const { database, restore } = await bed.into({ file });
    expect(await restore()).toMatchObject({ position: lastPosition, withLog: true });
    const restored = await startEventStore({ databaseUrl: database.url, port: 0, report: quiet });
    const reader = clientOf(restored);
    expect(await everything(reader)).toEqual(await everything(bed.client));
    // It goes on where it ended.
    const { position } = await reader.appendToStream('goes-on', jsonEvent({ type: 'Next', data: {} }), {
      expectedRevision: NO_STREAM,
    });
    expect(position?.commit).toBe(BigInt(lastPosition + 1));
    await expect(reader.appendToStream('tombstoned', jsonEvent({ type: 'Next', data: {} }))).rejects.toMatchObject({
      type: 'stream-deleted',
    });
    await reader.dispose();
    await restored.stop();
  }, 30_000);

  it('bring the vault back as it was but for what may rest on later events, and hold side effects until they are released', async () => {
    const { vault } = bed;
    const userId = randomUUID();
    await vault.credentials.setPassword(userId, 'correct horse battery');
    await vault.credentials.recordFailure(userId);
    await vault.claims.confirm({ scope: 'account', kind: 'email', value: "o'hara@acme.com", holder: userId });
    await vault.mailbox.put({
      id: 'm1',
      to: 'anna@acme.com',
      subject: 'Line one\nline "two"',
      text: '\u{1F4E7} \\ \t',
    });
    await vault.presence.beat({ organizationId: userId, botId: userId, status: 'idle' });
    const { token } = await vault.sessions.open({ sessionId: randomUUID(), userId });
    // What may rest on events after the log of the backup: a session that began, an answer to a command that was begun
    // a moment ago.
    const [late, early] = [randomUUID(), randomUUID()];
    await asked(
      bed.original.url,
      `INSERT INTO vault.idempotency (command_id, body_hash, started_at, answer) VALUES ($1, 'x', now() - interval '1 second', 'x'), ($2, 'x', now() - interval '1 hour', 'x')`,
      [late, early],
    );
    const lateSession = await bed
      .openVault(bed.original.url, new Date(Date.now() + 3_600_000).toISOString())
      .sessions.open({ sessionId: randomUUID(), userId });
    const { file } = await bed.backup('vault');
    const { database, restore } = await bed.into({ file });
    await restore();
    const again = bed.openVault(database.url);
    expect(await again.credentials.verifyPassword(userId, 'correct horse battery')).toBe(true);
    expect(await again.credentials.recordFailure(userId)).toBe(2);
    expect(await again.claims.find({ scope: 'account', kind: 'email', value: "O'HARA@acme.com" })).toEqual({
      holder: userId,
      state: 'held',
    });
    expect(await again.sessions.authenticate(token)).toMatchObject({ userId });
    expect(await asked(database.url, 'SELECT command_id FROM vault.idempotency', [])).toEqual([{ command_id: early }]);
    expect(await again.sessions.authenticate(lateSession.token)).toBeUndefined();
    expect(await again.mailbox.get('m1')).toEqual(await vault.mailbox.get('m1'));
    expect(await again.presence.of(userId)).toEqual(await vault.presence.of(userId));
    expect(await again.restores.unfinishedSince()).toBeDefined();
    await expect(again.restores.mustBeFinished()).rejects.toThrow('not yet fitted to the log');
    await again.restores.finish('there');
    expect(await again.restores.reactionsAfter()).toBe('there');
    expect(await vault.restores.reactionsAfter()).toBeUndefined();
    await again.restores.mustBeFinished();
    expect(await again.restores.heldSince()).toBeDefined();
    expect(await again.restores.release('olga')).toBe(true);
    expect(await again.restores.release('olga')).toBe(false);
    expect(await again.restores.heldSince()).toBeUndefined();
    expect(await vault.restores.heldSince()).toBeUndefined();
  }, 30_000);

  it('take the vault alone where the log is elsewhere', async () => {
    const { file } = await bed.backup('vault-only', false);
    const { database, restore } = await bed.into({ file, logElsewhere: true });
    expect(await restore()).toMatchObject({ position: 0, withLog: false });
    const rows = await asked(
      database.url,
      `SELECT to_regclass('eventstore.events') AS log, (SELECT count(*)::int FROM vault.keys) > 0 AS keys`,
    );
    expect(rows).toEqual([{ log: null, keys: true }]);
  }, 30_000);

  it('leave nothing behind when they fail', async () => {
    const file = join(bed.folder, 'failed');
    await expect(
      makeBackup(file, {
        databaseUrl: bed.original.url.replace(/\/[^/]*$/, '/nowhere'),
        secrets: bed.secrets,
        withLog: true,
        say: quiet,
      }),
    ).rejects.toThrow('does not exist');
    expect(existsSync(file)).toBe(false);
  });
});
