import { EventStore } from '@annals/eventstore';
import { loadSecrets, Vault } from '@annals/vault';
import { API_ROLE, type Config } from './config/config';
import { MailboxTransport, type MailTransport, SmtpTransport } from './mail/mail-transport';

/** Injection token of the configuration. */
export const CONFIG = Symbol('config');

/** The vault of an installation, by its least privileged role. @throws Error when the secrets file is missing or unreadable */
export async function openVault(config: Config): Promise<Vault> {
  return new Vault({ databaseUrl: config.databaseUrl, secrets: await loadSecrets({ file: config.secretsFile, create: false }), role: API_ROLE });
}

/** The log, sealed by the vault's keys. */
export function openEventStore(config: Config, vault: Vault): EventStore {
  return new EventStore({ connectionString: config.eventstoreUrl, keyring: vault.keys });
}

/** SMTP where it is configured, else the mailbox of the vault. */
export function mailTransport(config: Config, vault: Vault): MailTransport {
  return config.smtpUrl === undefined ? new MailboxTransport(vault) : new SmtpTransport(config.smtpUrl, config.mailFrom);
}
