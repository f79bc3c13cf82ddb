import { sharedDatabase } from '@annals/testing';
import { secretsFingerprint, VAULT_VERSION } from '@annals/vault';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BackupBed, asked, contents, refusal, someHistory } from '../testing/backup-bed';
import { BackupWriter } from './backup-writer';
import { checkBackup, type ToRestore } from './check-backup';
import type { Header } from './format';
import { makeBackup } from './make-backup';

const quiet = (): void => undefined;

describe('a restore that is refused', () => {
  let bed: BackupBed;
  beforeAll(async () => { bed = await BackupBed.open(sharedDatabase); }, 30_000);
  afterAll(() => bed.close());

  /** What can be told without a database. */
  const checked = (files: Partial<ToRestore> & { readonly file: string }) => refusal(checkBackup({ secrets: bed.secrets, secretsFile: '/x/secrets.json', say: quiet, ...files }));

  /** A backup with nothing in it but what it says about itself. */
  async function headed(name: string, header: Partial<Header>): Promise<string> {
    const file = join(bed.folder, name);
    const writer = await BackupWriter.create(file, { madeAt: new Date().toISOString(), secrets: secretsFingerprint(bed.secrets), vaultVersion: VAULT_VERSION, contents: ['vault'], lastPosition: 0, ...header });
    await writer.finish();
    return file;
  }

  it('says where a file is cut short or damaged anywhere, before a database is needed and while it is restored', async () => {
    const whole = readFileSync((await bed.backup('damage')).file);
    const file = join(bed.folder, 'damaged');
    for (let n = 0; n < 40; n += 1) {
      const at = Math.floor((whole.length - 1) * (n / 39));
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ (1 << (n % 8));
      writeFileSync(file, changed);
      expect(await checked({ file })).toMatch(at < 16 ? /is no backup of Annals|has format/ : /is damaged at byte \d+ \(.+\)|is cut short after \d+ bytes/);
      writeFileSync(file, whole.subarray(0, at));
      expect(await checked({ file })).toMatch(at < 16 ? /is no backup/ : /is cut short after \d+ bytes/);
    }
    writeFileSync(file, Buffer.concat([whole, Buffer.from('x')]));
    expect(await checked({ file })).toMatch(/something follows its end/);
    const { restore, database } = await bed.into({ file });
    expect(await refusal(restore())).toMatch(/something follows its end/); // all of it was written by then
    expect(await contents(database)).toBe(0);
  }, 30_000);

  it('says what of the files does not belong here, before a database is needed', async () => {
    const [{ file: whole }, { file: vaultOnly }] = [await bed.backup('with-log'), await bed.backup('without-log', false)];
    expect(await checked({ file: whole })).toBe('nothing was refused');
    expect(await checked({ file: vaultOnly, logElsewhere: true })).toBe('nothing was refused');
    expect(await checked({ file: whole, secrets: { ...bed.secrets, serverKey: randomBytes(32) } })).toMatch(/^The secrets file \/x\/secrets.json is not the one that belongs to the backup/);
    expect(await checked({ file: whole, logElsewhere: true })).toMatch(/embedded event store only/);
    expect(await checked({ file: vaultOnly })).toMatch(/holds a vault and no log.*Nothing was restored\.$/);
    const cut = join(bed.folder, 'cut');
    writeFileSync(cut, readFileSync(vaultOnly).subarray(0, -1));
    expect(await checked({ file: whole, vaultFile: cut })).toMatch(/cut is cut short after \d+ bytes/);
    const newer = await headed('newer-version', { vaultVersion: VAULT_VERSION + 1 });
    expect(await checked({ file: newer, logElsewhere: true })).toMatch(/newer-version was made by a newer version of Annals: restore it with that one\.$/);
    const logOnly = await headed('log-only', { contents: ['log'] });
    expect(await checked({ file: logOnly })).toMatch(/log-only holds no vault\.$/);
  }, 30_000);

  it('says what is not empty, and that a file is there already', async () => {
    const { file } = await bed.backup('refusals');
    const { restore, database } = await bed.into({ file });
    expect(await refusal(restore({ secrets: { ...bed.secrets, serverKey: randomBytes(32) } }))).toMatch(/^The secrets file/);
    expect(await contents(database)).toBe(0);
    await restore();
    expect(await refusal(restore())).toMatch(/is not empty \(it ends at position \d+\)/);
    await expect(bed.backup('refusals')).rejects.toThrow('exists already');
    await expect(makeBackup(join(bed.folder, 'nowhere', 'x'), { databaseUrl: bed.original.url, secrets: bed.secrets, withLog: true, say: quiet })).rejects.toThrow(/nowhere\/x can't be written: its folder does not exist\.$/);
  }, 30_000);

  it('names the keys of a log that is newer than the vault of another backup, and keeps nothing; a newer vault forgets what rests on later events', async () => {
    const { file: older } = await bed.backup('older');
    const lost = await bed.sealed();
    await someHistory(bed.client, lost);
    // Between the two: a session, and an answer to a command of that time.
    const { token } = await bed.vault.sessions.open({ sessionId: randomUUID(), userId: randomUUID() });
    const answered = randomUUID();
    await asked(bed.original.url, `INSERT INTO vault.idempotency (command_id, body_hash, started_at, answer) VALUES ($1, 'x', now() - interval '60 seconds', 'x')`, [answered]);
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
    expect(await asked(itself.database.url, 'SELECT FROM vault.idempotency WHERE command_id = $1', [answered])).toHaveLength(1);
  }, 30_000);
});
