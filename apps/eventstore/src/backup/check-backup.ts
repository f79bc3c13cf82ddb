import { secretsFingerprint, VAULT_VERSION } from '@annals/vault';
import { BackupRefused, type Header } from './format';
import { readBackup } from './read-backup';
import type { OpenedSecrets } from './tool';

/** What is to be restored, and what about the installation decides whether it can be. */
export interface ToRestore extends OpenedSecrets {
  readonly file: string;
  /** Another backup, to take the vault from. */
  readonly vaultFile?: string | undefined;
  /** The log of the installation is in an EventStoreDB server: only a vault can be restored here. */
  readonly logElsewhere?: boolean;
  readonly say: (line: string) => void;
}

/** What the files say about themselves at their beginnings. */
interface Headers {
  readonly header: Header;
  readonly vaultMadeAt: string;
}

/**
 * @throws BackupRefused when what they say can't be restored here; whether the rest of them is whole is not looked at
 */
export async function readHeaders(given: ToRestore): Promise<Headers> {
  const { file, vaultFile = file, logElsewhere = false } = given;
  const header = await headerOf(file, given);
  const vault = vaultFile === file ? header : await headerOf(vaultFile, given);
  if (!vault.contents.includes('vault')) throw new BackupRefused(`The backup ${vaultFile} holds no vault.`);
  const withLog = header.contents.includes('log');
  if (withLog && logElsewhere)
    throw new BackupRefused(
      'The backup holds a log, which can be restored into the embedded event store only: leave ANNALS_EVENTSTORE_URL out, and copy the log to your server afterwards.',
    );
  if (!withLog && !logElsewhere)
    throw new BackupRefused(
      `The backup ${file} holds a vault and no log, and the log of this installation is in its embedded event store: restore a backup that holds the log, or set ANNALS_EVENTSTORE_URL to the server that has it. Nothing was restored.`,
    );
  return { header, vaultMadeAt: vault.madeAt };
}

async function headerOf(file: string, { secrets, secretsFile }: OpenedSecrets): Promise<Header> {
  for await (const said of readBackup(file)) {
    if (said.kind !== 'header') break;
    const { header } = said;
    if (header.vaultVersion > VAULT_VERSION)
      throw new BackupRefused(`The backup ${file} was made by a newer version of Annals: restore it with that one.`);
    if (header.secrets !== secretsFingerprint(secrets))
      throw new BackupRefused(
        `The secrets file ${secretsFile} is not the one that belongs to the backup ${file}: its keys would not open. Nothing was restored.`,
      );
    return header;
  }
  throw new BackupRefused(`The backup ${file} has no header.`);
}

/**
 * Finds out what can be found out without a database: whether every file is whole, as it was written, and of a kind
 * that can be restored here. It reads the files from their beginnings to their ends, and the restore reads them once
 * more: twice the time on the disk, so that a refusal leaves the installation as it was. What only shows when log and
 * vault are beside each other is left to the restore: a vault that lacks keys which the log needs.
 * @throws BackupRefused
 */
export async function checkBackup(given: ToRestore): Promise<void> {
  await readHeaders(given);
  for (const file of new Set([given.file, given.vaultFile ?? given.file])) {
    given.say(`Checking ${file} …`);
    for await (const _said of readBackup(file)) {
      /* that it can be read is what is asked */
    }
  }
}
