import { emailVerified, granted, userLoggedIn, userRegistered } from '@annals/contracts';
import { plus, someFacts } from '@annals/kernel';
import type { Issuer } from '../keys/issuer';
import type { Proof } from '../sessions/sessions';

/** Histories that specs begin with. Instants are told from the facts' `now`. */
export const now = someFacts.now;
export const userId = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0001';
export const organizationId = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0002';
export const password = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0003';
export const phone = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0004';
export const laptop = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0005';
export const email = 'john@acme.com';

/** How sessions began. */
export const proof: Proof = { method: 'password', factors: ['password'] };

/** Signed up an hour ago. */
export const registered = userRegistered({ userId, via: 'sign_up', expiresAt: plus(now, { hours: 23 }) }, { email });
export const verified = emailVerified({ userId, by: 'link', credentialId: password });
export const onPhone = userLoggedIn({ userId, sessionId: phone, decidedOn: 1, at: plus(now, { hours: -2 }), ...proof });
export const onLaptop = userLoggedIn({
  userId,
  sessionId: laptop,
  decidedOn: 1,
  at: plus(now, { hours: -1 }),
  ...proof,
});

/** An owner who issues keys. */
export const issuer: Issuer = {
  personId: '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0006',
  membership: 1,
  may: new Set(granted(['owner']).keys()),
};
