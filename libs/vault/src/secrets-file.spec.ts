import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecrets } from './secrets-file';

describe('the secrets file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'annals-secrets-'));
    file = join(folder, 'secrets', 'annals.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is made once, for the owner only, and read again the same', async () => {
    const made = await loadSecrets({ file, create: true });
    expect([made.keyEncryptionKey.length, made.serverKey.length]).toEqual([32, 32]);
    expect(made.keyEncryptionKey.equals(made.serverKey)).toBe(false);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'secrets')).mode & 0o777).toBe(0o700);
    expect(await loadSecrets({ file })).toEqual(made);
    expect(await loadSecrets({ file, create: true })).toEqual(made);
  });

  it('is the same for everybody when many make it at once, and no draft stays behind', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => loadSecrets({ file, create: true })));
    expect(new Set(all.map((each) => each.serverKey.toString('hex'))).size).toBe(1);
    expect(readdirSync(join(folder, 'secrets'))).toEqual(['annals.json']);
  });

  it('is never made unasked: a lost file is an error that says what to do', async () => {
    await expect(loadSecrets({ file })).rejects.toThrow(
      `The secrets file ${file} does not exist; restore it from a backup`,
    );
  });

  it.each(['', '{', '{}', '[]', '{"keyEncryptionKey":"AAAA","serverKey":"AAAA"}'])(
    'refuses %j in one sentence',
    async (content) => {
      const broken = join(folder, 'broken.json');
      writeFileSync(broken, content);
      await expect(loadSecrets({ file: broken, create: true })).rejects.toThrow(
        /^The secrets file .* must be JSON with exactly .*\.$/,
      );
      expect(readFileSync(broken, 'utf8')).toBe(content);
    },
  );

  it('names the reason when it cannot be read or written', async () => {
    await expect(loadSecrets({ file: folder })).rejects.toThrow(`The secrets file ${folder} cannot be read: EISDIR.`);
    writeFileSync(join(folder, 'plain'), '');
    await expect(loadSecrets({ file: join(folder, 'plain', 'x.json'), create: true })).rejects.toThrow(
      /cannot be read: ENOTDIR/,
    );
  });
});
