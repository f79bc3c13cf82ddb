import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackupWriter } from './backup-writer';
import { BLOCK_BYTES } from './format';
import { readBackup } from './read-backup';

const ITEM = 100_000;

describe('a backup being written', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'annals-backup-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('has blocks of about a megabyte, so that reading takes no more memory, also when large things come many at once', async () => {
    const file = join(folder, 'backup');
    const items = Array.from({ length: 60 }, () => randomBytes(ITEM));
    const writer = await BackupWriter.create(file, {
      madeAt: new Date().toISOString(),
      secrets: 'x',
      vaultVersion: 1,
      contents: ['vault'],
      lastPosition: 0,
    });
    await writer.begin({ of: 'vault', table: 'mailbox', columns: [] });
    await writer.add(items);
    await writer.end();
    await writer.finish();
    const blocks: Buffer[] = [];
    for await (const said of readBackup(file)) if (said.kind === 'data') blocks.push(said.bytes);
    expect(Math.max(...blocks.map(({ length }) => length))).toBeLessThan(BLOCK_BYTES + ITEM);
    expect(Buffer.concat(blocks).equals(Buffer.concat(items))).toBe(true);
  });
});
