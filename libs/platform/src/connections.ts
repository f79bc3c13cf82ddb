import { EventStore } from '@annals/eventstore';
import { erasureJournalBeside, loadSecrets, Vault } from '@annals/vault';
import { API_ROLE, servesMailbox, type Config } from '@annals/config';
import { programVersion } from './program-version';
import { MailboxTransport, type MailTransport, SmtpTransport } from './mail/mail-transport';
import { MailboxSmsTransport, NoSmsTransport, type SmsTransport } from './sms/sms-transport';
import { WebhookSmsTransport } from './sms/webhook-sms-transport';

/** Injection token of the configuration. */
export const CONFIG = Symbol('config');

/**
 * The vault of an installation, by its least privileged role, with everything erased that was ever erased.
 * @throws SecretsFileError, ErasureJournalError, RestoreUnfinished: then nothing may be served
 */
export async function openVault(config: Config): Promise<Vault> {
  return opened(config, async (vault) => {
    await vault.restores.mustBeFinished();
    await vault.keys.replayErasures();
  });
}

/** As the backup has it, for whoever finishes the restore: what was erased since is readable until they replay that. */
export async function openRestoredVault(config: Config): Promise<Vault> {
  return opened(config, () => Promise.resolve());
}

async function opened({ databaseUrl, secretsFile }: Config, prepare: (vault: Vault) => Promise<void>): Promise<Vault> {
  const secrets = await loadSecrets({ file: secretsFile, create: false });
  const vault = new Vault({ databaseUrl, secrets, role: API_ROLE, erasureJournal: erasureJournalBeside(secretsFile) });
  try {
    await prepare(vault);
    return vault;
  } catch (error) {
    await vault.close();
    throw error;
  }
}

/**
 * The log, sealed by the vault's keys, which keeps the states of its long streams, too. @param follow beginnings of the names of streams whose states in memory follow
 * it, for guards
 */
export function openEventStore(config: Config, vault: Vault, follow: readonly string[] = []): EventStore {
  return new EventStore({
    connectionString: config.eventstoreUrl,
    keyring: vault.keys,
    follow,
    snapshots: { store: vault.snapshots, version: programVersion() },
  });
}

/** SMTP where it is configured, else the mailbox of the vault. */
export function mailTransport(config: Config, vault: Vault): MailTransport {
  return config.smtpUrl === undefined
    ? new MailboxTransport(vault)
    : new SmtpTransport(config.smtpUrl, config.mailFrom);
}

/** The operator's gateway where one is configured, else the mailbox of the vault where its page is served. */
export function smsTransport(config: Config, vault: Vault): SmsTransport {
  if (config.smsWebhook !== undefined) return new WebhookSmsTransport(config.smsWebhook);
  return servesMailbox(config) ? new MailboxSmsTransport(vault) : new NoSmsTransport();
}
