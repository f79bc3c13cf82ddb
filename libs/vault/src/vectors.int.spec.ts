import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { migrateVault, Vault, VECTORS_AT_ONCE } from './index';

const ROLE = 'annals_api';
const model = 'small';

describe('vectors in the vault', () => {
  const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
  let database: TestDatabase;
  let owner: Client;
  let vault: Vault;
  let reading: { organizationId: string; sourceId: string; syncId: string };
  beforeAll(async () => {
    database = await sharedDatabase('vectors');
    await migrateVault(database.url, ROLE);
    owner = new Client({ connectionString: database.url });
    await owner.connect();
    vault = new Vault({ databaseUrl: database.url, secrets, role: ROLE });
  });
  beforeEach(async () => {
    reading = { organizationId: randomUUID(), sourceId: randomUUID(), syncId: randomUUID() };
    const { organizationId, sourceId, syncId } = reading;
    const source = { organizationId, workspaceId: organizationId, sourceId };
    await vault.sourceReads.open(source, { syncId, isWebsite: false, since: '2026-06-03T10:00:00.000Z' });
    const passages = Array.from({ length: VECTORS_AT_ONCE + 2 }, (_, n) => ({ text: `Passage ${n}` }));
    await vault.passages.put(reading, organizationId, passages);
  });
  afterAll(async () => {
    await Promise.all([vault.close(), owner.end()]);
    await database.drop();
  });
  const put = (from: number, ...vectors: number[][]) => vault.vectors.put(reading, { model, from, vectors });
  const nearest = async (vector: number[], { of = model, limit = 5 } = {}) =>
    (await vault.vectors.nearest(reading.organizationId, [reading.syncId], { model: of, vector, limit }))?.map(
      ({ n }) => n,
    );
  const stored = async () =>
    (
      await owner.query<{ sealed: Buffer }>('SELECT sealed FROM vault.knowledge_vectors WHERE organization_id = $1', [
        reading.organizationId,
      ])
    ).rows.map(({ sealed }) => sealed);

  it('tell which passages are most like one, whichever row they are in', async () => {
    await put(0, [1, 0], [0, 1], [-1, 0]);
    await put(VECTORS_AT_ONCE, [1, 1]);
    expect(await nearest([1, 0.1])).toEqual([0, VECTORS_AT_ONCE, 1]);
    expect(await nearest([1, 0.1], { limit: 1 })).toEqual([0]);
    expect(await nearest([-1, -0.01])).toEqual([2]);
  });

  it('say nothing of what they cannot be compared with', async () => {
    expect(await nearest([1, 0])).toBeUndefined();
    await put(0, [1, 0]);
    expect(await nearest([1, 0, 0])).toBeUndefined();
    expect(await nearest([1, 0], { of: 'large' })).toBeUndefined();
  });

  it('are missing until they are there, and of one model at a time', async () => {
    const missing = (of: string) => vault.vectors.missing(reading, of, VECTORS_AT_ONCE + 2);
    const { organizationId, sourceId } = reading;
    expect(await missing(model)).toEqual([0, VECTORS_AT_ONCE]);
    expect(await vault.vectors.lacking(model)).toContainEqual({ organizationId, sourceId });
    await put(0, [1, 0]);
    await put(VECTORS_AT_ONCE, [0, 1]);
    expect([await missing(model), await missing('large')]).toEqual([[], [0, VECTORS_AT_ONCE]]);
    expect(await vault.vectors.lacking(model)).not.toContainEqual({ organizationId, sourceId });
    expect(await vault.vectors.lacking('large')).toContainEqual({ organizationId, sourceId });
  });

  it('are sealed: the same vector is never the same twice', async () => {
    await put(0, [1, 0]);
    const [before] = await stored();
    await put(0, [1, 0]);
    const [after, ...more] = await stored();
    expect(more).toEqual([]);
    expect(before?.equals(after ?? Buffer.alloc(0))).toBe(false);
    expect(after?.includes(Buffer.from([127, 0]))).toBe(false);
  });

  it('are not stored where their passages are gone meanwhile, and go with their source', async () => {
    await put(0, [1, 0]);
    await vault.passages.keepOnly(reading, []);
    await vault.vectors.keepOnly(reading, reading.syncId);
    expect(await stored()).toHaveLength(1);
    await vault.vectors.keepOnly(reading, undefined);
    await put(0, [1, 0]);
    expect(await stored()).toEqual([]);
  });

  it('go with the key of the organization', async () => {
    await put(0, [1, 0]);
    await vault.keys.destroyScope(reading.organizationId, []);
    expect(await stored()).toEqual([]);
    await expect(put(0, [1, 0])).rejects.toThrow('destroyed');
  });

  it('and with a purge', async () => {
    await put(0, [1, 0]);
    await vault.purges.closeAccess(reading.organizationId);
    expect(await stored()).toEqual([]);
  });
});
