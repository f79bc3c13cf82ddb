import { servesMailbox, type Settings } from '@annals/config';
import { dirname } from 'node:path';
import type { Addresses } from './environment';

/** What a person needs to know once everything runs: where to look, what to keep safe, how to stop. */
export function banner({ data, host, publicUrl, secretsFile, heldSince }: Addresses, settings: Settings): string {
  const backup = settings.ANNALS_EVENTSTORE_URL === undefined
    ? `npm run annals -- eventstore backup <file>, while it runs; keep ${dirname(secretsFile)} apart from it`
    : `your event store, then npm run annals -- eventstore backup <file> --vault-only; keep ${dirname(secretsFile)} apart from both`;
  return ['', 'Annals is running.', '',
    `  Console   ${publicUrl}`,
    `  API docs  ${publicUrl}/api/docs`,
    `  Mailbox   ${mailbox(settings, { host, publicUrl })}`,
    `  Data      ${data}  (logs in ${data}/logs)`,
    `  Back up   ${backup}.`,
    '            Without the secrets file nothing that is sealed (names, addresses) can ever be read again.',
    ...(heldSince === undefined ? [] : [`  Held      since the restore of ${heldSince} no mail goes out: npm run annals -- release-side-effects lets it go again.`]),
    '  Stop      Ctrl-C', '', ''].join('\n');
}

/** The address of the mailbox page where the api serves one, else why there is none. */
function mailbox({ ANNALS_SMTP_URL: smtpUrl }: Settings, { host, publicUrl }: Pick<Addresses, 'host' | 'publicUrl'>): string {
  if (servesMailbox({ host, smtpUrl })) return `${publicUrl}/mailbox  (mails land here until ANNALS_SMTP_URL names a mail server)`;
  return smtpUrl === undefined
    ? `none: other machines reach ${host}, and its links open accounts. Name a mail server with ANNALS_SMTP_URL.`
    : `none: mails go out by ${new URL(smtpUrl).host}`;
}
