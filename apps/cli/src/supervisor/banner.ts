import { isInTheClear, isLoopbackUrl, type Settings } from '@annals/config';
import { dirname } from 'node:path';
import type { Addresses } from './environment';

/** What a person needs to know once everything runs: where to look, what to keep safe, how to stop. */
export function banner(addresses: Addresses, settings: Settings): string {
  const { data, publicUrl, secretsFile, heldSince } = addresses;
  const backup =
    settings.ANNALS_EVENTSTORE_URL === undefined
      ? `npm run annals -- eventstore backup <file>, while it runs; keep ${dirname(secretsFile)} apart from it`
      : `your event store, then npm run annals -- eventstore backup <file> --vault-only; keep ${dirname(secretsFile)} apart from both`;
  return [
    '',
    'Annals is running.',
    '',
    `  Console   ${publicUrl}`,
    `  API docs  ${publicUrl}/api/docs`,
    `  Mailbox   ${mailboxLine(settings, addresses)}`,
    `  Data      ${data}  (logs in ${data}/logs)`,
    `  Back up   ${backup}.`,
    '            Without the secrets file nothing that is sealed (names, addresses) can ever be read again.',
    ...(settings.ANNALS_EMBEDDINGS_URL === undefined
      ? []
      : [
          `  Meaning   knowledge of organizations that allow it goes to ${new URL(settings.ANNALS_EMBEDDINGS_URL).host} (${settings.ANNALS_EMBEDDINGS_MODEL ?? ''})`,
        ]),
    ...(heldSince === undefined
      ? []
      : [
          `  Held      since the restore of ${heldSince} no mail goes out: npm run annals -- release-side-effects lets it go again.`,
        ]),
    ...(isInTheClear(publicUrl)
      ? [
          `  Warning   passwords and sessions cross the network in the clear at ${publicUrl}: put TLS in front and name its https address.`,
        ]
      : []),
    '  Stop      Ctrl-C',
    '',
    '',
  ].join('\n');
}

/** The address of the mailbox page where the api serves one, else why there is none. */
function mailboxLine({ ANNALS_SMTP_URL: smtpUrl }: Settings, { host, publicUrl, mailbox }: Addresses): string {
  if (mailbox !== undefined)
    return `${mailbox}  (mails land here until ANNALS_SMTP_URL names a mail server; keep the address to yourself)`;
  if (smtpUrl !== undefined) return `none: mails go out by ${new URL(smtpUrl).host}`;
  const others = isLoopbackUrl(publicUrl) ? `other machines reach ${host}` : `people come from ${publicUrl}`;
  return `none: ${others}, and its links open accounts. Name a mail server with ANNALS_SMTP_URL.`;
}
