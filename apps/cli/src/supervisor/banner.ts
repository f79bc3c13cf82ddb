import type { Settings } from '@annals/platform';
import type { Addresses } from './environment';

/** What a person needs to know once everything runs: where to look, what to keep safe, how to stop. */
export function banner({ data, publicUrl, secretsFile }: Addresses, settings: Settings): string {
  const backup = settings.ANNALS_DATABASE_URL === undefined
    ? `stop Annals and copy ${data}; keep a second copy of ${secretsFile} elsewhere`
    : `your database, and ${secretsFile} apart from it`;
  const mailbox = settings.ANNALS_SMTP_URL === undefined
    ? `${publicUrl}/mailbox  (mails land here until ANNALS_SMTP_URL names a mail server)`
    : `none: mails go out by ${new URL(settings.ANNALS_SMTP_URL).host}`;
  return ['', 'Annals is running.', '',
    `  Console   ${publicUrl}`,
    `  API docs  ${publicUrl}/api/docs`,
    `  Mailbox   ${mailbox}`,
    `  Data      ${data}  (logs in ${data}/logs)`,
    `  Back up   ${backup}.`,
    '            Without the secrets file nothing that is sealed (names, addresses) can ever be read again.',
    '  Stop      Ctrl-C', '', ''].join('\n');
}
