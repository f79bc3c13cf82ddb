import { tmpdir } from 'node:os';
import { BackupRefused } from './format';
import { readBackup } from './read-backup';

describe('what is read as a backup', () => {
  it('is no folder', () =>
    expect(readBackup(tmpdir()).next()).rejects.toThrow(
      new BackupRefused(`${tmpdir()} is a folder: name the file of the backup.`),
    ));

  it('is there', () =>
    expect(readBackup('/nowhere/x').next()).rejects.toThrow(/^The backup \/nowhere\/x can't be read: .*ENOENT/));
});
