import { mailboxOf } from '@annals/contracts';
import type { Counted, RateLimit } from '@annals/vault';

/**
 * C1: so often anybody may have us write to a mailbox, whatever its addresses (`user+tag@`). Beyond it nothing is sent,
 * and nobody is told.
 */
const signUps: RateLimit = { name: 'sign-up-mailbox', times: 5, seconds: 3_600 };
const resets: RateLimit = { name: 'forgot-mailbox', times: 5, seconds: 3_600 };

/** Somebody typed an address into the sign-up form. */
export const signUpOf = (email: string): readonly Counted[] => [{ limit: signUps, of: mailboxOf(email) }];

/** Somebody forgot the password of an address. */
export const resetOf = (email: string): readonly Counted[] => [{ limit: resets, of: mailboxOf(email) }];
