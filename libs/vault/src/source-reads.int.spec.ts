import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { erasureJournalBeside, migrateVault, Vault } from './index';

const ROLE = 'annals_api';
const at = (minute: number) => new Date(Date.UTC(2026, 5, 3, 10, minute)).toISOString();

describe('sources that are to be read', () => {
  const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
  const folder = mkdtempSync(join(tmpdir(), 'source-reads-'));
  let database: TestDatabase;
  let vault: Vault;
  beforeAll(async () => {
    database = await sharedDatabase('source_reads');
    await migrateVault(database.url, ROLE);
    const erasureJournal = erasureJournalBeside(join(folder, 'secrets.json'));
    vault = new Vault({ databaseUrl: database.url, secrets, role: ROLE, erasureJournal });
  });
  afterAll(async () => {
    await vault.close();
    await database.drop();
    rmSync(folder, { recursive: true });
  });
  async function waits(organizationId: string, since: string, isWebsite: boolean) {
    const source = { organizationId, workspaceId: randomUUID(), sourceId: randomUUID() };
    await vault.sourceReads.open(source, { syncId: randomUUID(), isWebsite, since });
    return source;
  }

  it('are taken from the organization of which the fewest are read, the oldest first', async () => {
    const [much, little] = [randomUUID(), randomUUID()];
    for (const minute of [0, 1, 2]) await waits(much, at(minute), true);
    for (const minute of [5, 4]) await waits(little, at(minute), true);
    const taken: string[] = [];
    for (let n = 0; n < 5; n += 1)
      taken.push(
        (await vault.sourceReads.take(at(9), { isWebsite: true, until: at(20) }))?.organizationId === much
          ? 'much'
          : 'little',
      );
    expect(taken).toEqual(['much', 'little', 'much', 'little', 'much']);
  });

  it('are taken in turn by one who reads them one after the other', async () => {
    const [much, little] = [randomUUID(), randomUUID()];
    for (const minute of [0, 1, 2]) await waits(much, at(minute), false);
    await waits(little, at(5), false);
    const taken: (string | undefined)[] = [];
    for (let n = 0; n < 4; n += 1) {
      const read = await vault.sourceReads.take(at(9), { isWebsite: false, until: at(20), last: taken.at(-1) });
      if (read) await vault.sourceReads.close(read, undefined);
      taken.push(read?.organizationId);
    }
    expect(taken).toEqual([much, little, much, much]);
  });

  it('are settled by one at a time, also where many wait', async () => {
    const source = await waits(randomUUID(), at(0), false);
    let [inside, most, all] = [0, 0, 0];
    const work = async () => {
      most = Math.max(most, (inside += 1));
      await vault.ping();
      inside -= 1;
      all += 1;
    };
    await Promise.all(Array.from({ length: 30 }, () => vault.sourceReads.alone(source, work)));
    expect([most, all]).toEqual([1, 30]);
  });
});
