import { plus, type Frozen, type Instant } from '@annals/kernel';

/** A link that was asked for by mail. Only the newest generation counts; 0 means that none was ever asked for. */
export interface AskedLink {
  generation: number;
  askedAt: Instant;
  expiresAt: Instant;
  /** The newest generation that is known to be mailed. */
  mailed: number;
}

/** How long the link of a mail works: D18 (verification), issue 3 (reset). */
export const verificationLives = { hours: 24 } as const;
export const resetLives = { hours: 1 } as const;

/** Asking again within this time sends no other mail: nobody's mailbox can be filled from our sign-up page. */
const quietFor = { seconds: 60 };

/** Whether a mail was asked for a moment ago. */
export function wasJustAsked(link: Frozen<AskedLink>, now: Instant): boolean {
  return link.generation > 0 && now < plus(link.askedAt, quietFor);
}

/** Whether a link from a mail still opens: the newest one, in time. */
export function isCurrent(link: Frozen<AskedLink>, generation: number, now: Instant): boolean {
  return generation === link.generation && now < link.expiresAt;
}
