import { sharedDatabase } from '@annals/testing';
import { secretsFingerprint, VAULT_VERSION } from '@annals/vault';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackupBed, asked, contents, refusal, someHistory } from '../testing/backup-bed';
import { BackupWriter } from './backup-writer';
import { checkBackup, type ToRestore } from './check-backup';
import { BLOCK_HEAD, kinds, MAGIC, type Header } from './format';
import { makeBackup } from './make-backup';

const quiet = (): void => undefined;

describe('a restore that is refused', () => {
  let bed: BackupBed;
  beforeAll(async () => {
    bed = await BackupBed.open(sharedDatabase);
  }, 30_000);
  afterAll(() => bed.close());

  /** What can be told without a database. */
  const checked = (files: Partial<ToRestore> & { readonly file: string }) =>
    refusal(checkBackup({ secrets: bed.secrets, secretsFile: '/x/secrets.json', say: quiet, ...files }));

  /** A backup with nothing in it but what it says about itself. */
  async function headed(name: string, header: Partial<Header>): Promise<string> {
    const file = join(bed.folder, name);
    const writer = await BackupWriter.create(file, {
      madeAt: new Date().toISOString(),
      secrets: secretsFingerprint(bed.secrets),
      vaultVersion: VAULT_VERSION,
      contents: ['vault'],
      lastPosition: 0,
      ...header,
    });
    await writer.finish();
    return file;
  }

  it('says where a file is cut short or damaged anywhere, before a database is needed', async () => {
    const whole = readFileSync((await bed.backup('damage')).file);
    const file = join(bed.folder, 'damaged');
    for (let n = 0; n < 40; n += 1) {
      const at = Math.floor((whole.length - 1) * (n / 39));
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ (1 << (n % 8));
      writeFileSync(file, changed);
      expect(await checked({ file })).toMatch(
        at < 16 ? /is no backup of Annals|has format/ : /is damaged at byte \d+ \(.+\)|is cut short after \d+ bytes/,
      );
      writeFileSync(file, whole.subarray(0, at));
      expect(await checked({ file })).toMatch(at < 16 ? /is no backup/ : /is cut short after \d+ bytes/);
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.from('x')]));
    expect(await checked({ file })).toMatch(/something follows its end/);
  }, 30_000);

  it('takes back what it wrote where the damage shows only then', async () => {
    const whole = readFileSync((await bed.backup('damage-while-restored')).file);
    const blocks = blocksOf(whole);
    const last = blocks.length - 1;
    const [log, vault] = [
      blocks.findIndex(({ kind }) => kind === kinds.data),
      blocks.findLastIndex(({ kind }) => kind === kinds.data),
    ];
    expect(blocks.findIndex(({ kind }) => kind === kinds.end)).toBeLessThan(vault); // the log is there by then
    const file = join(bed.folder, 'damaged-while-restored');
    const { restore, database } = await bed.into({ file });
    for (const n of [0, log, vault, last]) {
      const { at, length } = blocks[n] ?? { at: -1, length: 0 };
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at + BLOCK_HEAD + (length >> 1)) ^ 1, at + BLOCK_HEAD + (length >> 1));
      writeFileSync(file, changed);
      expect(await refusal(restore())).toContain(`is damaged at byte ${at} (`);
      expect(await contents(database)).toBe(0);
    }
    const end = blocks[last]?.at ?? -1;
    for (const [bytes, said] of [
      [whole.subarray(0, end), `is cut short after ${end} bytes`],
      [Buffer.concat([whole, Buffer.from('x')]), 'something follows its end'],
    ] as const) {
      writeFileSync(file, bytes);
      expect(await refusal(restore())).toContain(said);
      expect(await contents(database)).toBe(0);
    }
    writeFileSync(file, whole);
    await restore(); // nothing of them is in the way
    expect(await contents(database)).toBeGreaterThan(1_000);
  }, 30_000);

  it('says what of the files does not belong here, before a database is needed', async () => {
    const [{ file: whole }, { file: vaultOnly }] = [
      await bed.backup('with-log'),
      await bed.backup('without-log', false),
    ];
    expect(await checked({ file: whole })).toBe('nothing was refused');
    expect(await checked({ file: vaultOnly, logElsewhere: true })).toBe('nothing was refused');
    expect(await checked({ file: whole, secrets: { ...bed.secrets, serverKey: randomBytes(32) } })).toMatch(
      /^The secrets file \/x\/secrets.json is not the one that belongs to the backup/,
    );
    expect(await checked({ file: whole, logElsewhere: true })).toMatch(/embedded event store only/);
    expect(await checked({ file: vaultOnly })).toMatch(/holds a vault and no log.*Nothing was restored\.$/);
    const cut = join(bed.folder, 'cut');
    writeFileSync(cut, readFileSync(vaultOnly).subarray(0, -1));
    expect(await checked({ file: whole, vaultFile: cut })).toMatch(/cut is cut short after \d+ bytes/);
    const newer = await headed('newer-version', { vaultVersion: VAULT_VERSION + 1 });
    expect(await checked({ file: newer, logElsewhere: true })).toMatch(
      /newer-version was made by a newer version of Annals: restore it with that one\.$/,
    );
    const logOnly = await headed('log-only', { contents: ['log'] });
    expect(await checked({ file: logOnly })).toMatch(/log-only holds no vault\.$/);
  }, 30_000);

  it('says what is not empty, and that a file is there already', async () => {
    const { file } = await bed.backup('refusals');
    const { restore, database } = await bed.into({ file });
    expect(await refusal(restore({ secrets: { ...bed.secrets, serverKey: randomBytes(32) } }))).toMatch(
      /^The secrets file/,
    );
    expect(await contents(database)).toBe(0);
    await restore();
    expect(await refusal(restore())).toMatch(/is not empty \(it ends at position \d+\)/);
    await expect(bed.backup('refusals')).rejects.toThrow('exists already');
    await expect(
      makeBackup(join(bed.folder, 'nowhere', 'x'), {
        databaseUrl: bed.original.url,
        secrets: bed.secrets,
        withLog: true,
        say: quiet,
      }),
    ).rejects.toThrow(/nowhere\/x can't be written: its folder does not exist\.$/);
  }, 30_000);

  it('names the keys of a log that is newer than the vault of another backup, and keeps nothing; a newer vault forgets what rests on later events', async () => {
    const { file: older } = await bed.backup('older');
    const lost = await bed.sealed();
    await someHistory(bed.client, lost);
    // Between the two: a session, and an answer to a command of that time.
    const { token } = await bed.vault.sessions.open({ sessionId: randomUUID(), userId: randomUUID() });
    const answered = randomUUID();
    await asked(
      bed.original.url,
      `INSERT INTO vault.idempotency (command_id, body_hash, started_at, answer) VALUES ($1, 'x', now() - interval '60 seconds', 'x')`,
      [answered],
    );
    const { file } = await bed.backup('newer');
    const { restore, database } = await bed.into({ file, vaultFile: older });
    const said = await refusal(restore());
    expect(said).toMatch(/^The log is newer than the vault: 4 of the keys/);
    for (const id of lost) expect(said).toContain(id);
    expect(await contents(database)).toBe(0);
    const report = await restore({ file: older, vaultFile: file });
    expect(report.withLog).toBe(true);
    expect(report.vaultMadeAt > report.madeAt).toBe(true);
    expect(await bed.openVault(database.url).sessions.authenticate(token)).toBeUndefined();
    expect(await asked(database.url, 'SELECT FROM vault.idempotency WHERE command_id = $1', [answered])).toEqual([]);
    // Only because the log is older: the backup itself has them.
    const itself = await bed.into({ file });
    await itself.restore();
    expect(await bed.openVault(itself.database.url).sessions.authenticate(token)).toBeDefined();
    expect(
      await asked(itself.database.url, 'SELECT FROM vault.idempotency WHERE command_id = $1', [answered]),
    ).toHaveLength(1);
  }, 30_000);
});

/** Where the blocks of a backup begin. */
function blocksOf(backup: Buffer): { readonly kind: number; readonly at: number; readonly length: number }[] {
  const blocks = [];
  for (let at = MAGIC.length; at < backup.length;) {
    const [kind, length] = [backup.readUInt8(at), backup.readUInt32BE(at + 1)];
    blocks.push({ kind, at, length });
    at += BLOCK_HEAD + length;
  }
  return blocks;
}
