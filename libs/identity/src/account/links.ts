import { refused } from '@annals/contracts';
import { isWithin, plus, type Frozen, type Instant } from '@annals/kernel';

/** A link that was asked for by mail. Only the newest generation counts; 0 means that none was ever asked for. */
export interface AskedLink {
  generation: number;
  askedAt: Instant;
  expiresAt: Instant;
  /** The newest generation that is known to be mailed. */
  mailed: number;
}

/** What the secrets in links are minted for: one never opens what the other does. */
export const verificationPurpose = 'verify';
export const resetPurpose = 'reset';

/** How long the link of a mail works: D18 (verification), issue 3 (reset). */
export const verificationLives = { hours: 24 } as const;
export const resetLives = { hours: 1 } as const;

/** Asking again within this time sends no other mail: nobody's mailbox can be filled from our sign-up page. */
const quietFor = { seconds: 60 };

/** Whether a mail was asked for a moment ago. */
export function wasJustAsked({ generation, askedAt }: Frozen<AskedLink>, clock: Instant): boolean {
  return generation > 0 && isWithin(clock, { from: askedAt, until: plus(askedAt, quietFor) });
}

/** Whether a link from a mail still opens: the newest one, in time. */
export function isCurrent(link: Frozen<AskedLink>, generation: number, clock: Instant): boolean {
  return generation === link.generation && isWithin(clock, { from: link.askedAt, until: link.expiresAt });
}

/**
 * D18/D19: the link of the newest mail works once, within 24 hours. @throws Refused VERIFICATION_USED,
 * VERIFICATION_EXPIRED
 */
export function requireUsableVerification(
  account: { readonly verified: boolean; readonly verification: Frozen<AskedLink> },
  generation: number,
  clock: Instant,
): void {
  if (account.verified) throw refused('VERIFICATION_USED');
  if (!isCurrent(account.verification, generation, clock)) throw refused('VERIFICATION_EXPIRED');
}
