import { z } from 'zod';

/** GET /api/v1/links: addresses that the operator of the installation configured (D27). */
export const Links = z
  .object({ support: z.string().nullable(), status: z.string().nullable(), security: z.string().nullable() })
  .meta({ id: 'Links' });
/**
 * GET /api/v1/sign-up: how people sign up here. `wizard`: who gets an organization is asked at once what it is called and
 * where it is, and may leave it as it is (X2, X3).
 */
export const SignUpTerms = z
  .object({ emailVerification: z.enum(['lazy', 'before_acting', 'before_sign_in']), wizard: z.boolean() })
  .meta({ id: 'SignUpTerms' });
