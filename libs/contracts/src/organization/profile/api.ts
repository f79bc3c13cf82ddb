import { z } from 'zod';
import { alias, effect, email, id, instant, personal } from '../../words';

/** GET …/me/profile */
export const MyProfile = z
  .object({
    personId: id,
    alias: personal,
    /** Where one is written to about this organization. */
    contactEmail: personal,
    /** The address that waits for the code that was mailed to it. */
    waiting: z.object({ email: personal, codeExpiresAt: instant }).nullable(),
  })
  .meta({ id: 'MyProfile' });
/** POST …/me/profile */
export const UpdateMyProfile = z.strictObject({ alias }).meta({ id: 'UpdateMyProfile' });
/** POST …/me/contact */
export const RequestContact = z.strictObject({ email }).meta({ id: 'RequestContact' });
/** POST …/me/contact/verify */
export const VerifyContact = z
  .strictObject({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/)
      .meta({ example: '123456' }),
  })
  .meta({ id: 'VerifyContact' });
export const ProfileEffect = z.object({ organizationId: id, ...effect }).meta({ id: 'ProfileEffect' });
