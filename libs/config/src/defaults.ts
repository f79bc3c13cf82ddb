import { isIPv4 } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What holds when nothing else was said. Addresses of the embedded twins have no default: they are chosen at start. */
export const defaults = {
  ANNALS_HOST: '127.0.0.1',
  ANNALS_PORT: 8080,
  ANNALS_MAIL_FROM: 'Annals <annals@localhost>',
  ANNALS_POLICY: 'unified',
  ANNALS_BILLING_YEARS: 10,
  ANNALS_LOG_LEVEL: 'info',
} as const;

/**
 * Where data lives when ANNALS_DATA does not say: root's home can't be entered by the account that Postgres runs as.
 */
export function defaultDataFolder(): string {
  return process.getuid?.() === 0 ? '/var/lib/annals' : join(homedir(), '.local', 'share', 'annals');
}

/** The file of the installation's secrets inside its data folder (history.md §4). */
export const secretsFileIn = (data: string): string => join(data, 'secrets', 'secrets.json');

/**
 * Whether only programs of this machine reach an address that we listen on: 127.0.0.0/8, ::1 or localhost. Any other
 * name is taken for reachable.
 */
export function isLoopback(host: string): boolean {
  return (isIPv4(host) && host.startsWith('127.')) || ['::1', '[::1]', 'localhost'].includes(host.toLowerCase());
}

/** Whether only this machine reaches what an address names. */
export function isLoopbackUrl(url: string): boolean {
  return isLoopback(new URL(url).hostname.replace(/^\[|\]$/g, ''));
}

interface Serving {
  readonly host: string;
  readonly publicUrl: string;
  readonly smtpUrl: string | undefined;
}

/**
 * Whether the page of the mails that would have been sent is served. It shows the links of every mail to whoever asks,
 * so only where no mail server is configured, and only to this machine: neither do we listen to others, nor does
 * anybody bring them here from a public address.
 */
export function servesMailbox({ host, publicUrl, smtpUrl }: Serving): boolean {
  return smtpUrl === undefined && isLoopback(host) && isLoopbackUrl(publicUrl);
}

/** Where people reach an address we listen on: nobody can type 0.0.0.0 or a bare ::1 into a browser. */
export function addressOf(host: string, port: number): string {
  const local = ['127.0.0.1', '::1', '0.0.0.0', '::', 'localhost'].includes(host);
  return `http://${local ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}
