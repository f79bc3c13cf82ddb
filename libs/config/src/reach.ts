import { isLoopbackUrl } from './defaults';
import { ConfigError } from './settings';
import type { Settings } from './variables';

/**
 * Mails that leave this machine need an address that works elsewhere, in their links and as their sender: nobody could
 * use what they get. A mail server on this machine is let be: it may be one that only catches mails.
 * @throws ConfigError with a sentence for each setting that is missing or names this machine only
 */
export function mustReachPeople({
  ANNALS_SMTP_URL: smtp,
  ANNALS_PUBLIC_URL: url,
  ANNALS_MAIL_FROM: from,
}: Settings): void {
  if (smtp === undefined || isLoopbackUrl(smtp)) return;
  const problems: string[] = [];
  const links = 'mails go out by ANNALS_SMTP_URL, and their links have to work where they are read';
  if (url === undefined)
    problems.push(`ANNALS_PUBLIC_URL is missing: ${links}. Name the address under which people reach the console.`);
  else if (isLoopbackUrl(url)) problems.push(`ANNALS_PUBLIC_URL names this machine only: ${links}.`);
  if (from === undefined)
    problems.push(
      'ANNALS_MAIL_FROM is missing: mails that go out by ANNALS_SMTP_URL need a sender that other mail servers take.',
    );
  if (problems.length > 0) throw new ConfigError(problems);
}

/** What an operator is warned of: under such an address passwords and session cookies cross a network in the clear. */
export function isInTheClear(publicUrl: string): boolean {
  return publicUrl.startsWith('http:') && !isLoopbackUrl(publicUrl);
}
