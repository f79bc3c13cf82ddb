import { timingSafeEqual } from 'node:crypto';
import type { Secrets } from './secrets';

/**
 * The path of the mailbox page: the mails' links open accounts, so it has 128 bits that only this installation can
 * tell, and that its operator is shown.
 */
export function mailboxPath(secrets: Pick<Secrets, 'hmac'>): string {
  return `/mailbox/${secretOf(secrets)}`;
}

/** Whether somebody knows that path. Takes the same time for every wrong one. */
export function opensMailbox(secrets: Pick<Secrets, 'hmac'>, given: string): boolean {
  const [known, said] = [Buffer.from(secretOf(secrets)), Buffer.from(given)];
  return known.length === said.length && timingSafeEqual(known, said);
}

const secretOf = (secrets: Pick<Secrets, 'hmac'>): string => secrets.hmac('mailbox', 'page').slice(0, 32);
