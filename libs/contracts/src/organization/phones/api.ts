import { z } from 'zod';
import { effect, id, instant, word } from '../../words';
import { phoneLabel, phonePurpose } from './events';

/** So many numbers an organization may have. */
export const PHONES_AT_MOST = 20;

export const PhoneParams = z.object({ organizationId: id, phoneId: id });
/** POST …/phones. `number`: with its country code, however it is written. */
export const AddPhone = z
  .strictObject({
    number: z.string().trim().min(1).max(40).meta({ example: '+47 69 21 04 00' }),
    label: phoneLabel,
    purpose: phonePurpose,
  })
  .meta({ id: 'AddPhone' });
/** POST …/phones/{phoneId}/verify */
export const VerifyPhone = z
  .strictObject({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/)
      .meta({ example: '123456' }),
  })
  .meta({ id: 'VerifyPhone' });
/** POST …/phones/{phoneId}/rename */
export const RenamePhone = z.strictObject({ label: phoneLabel }).meta({ id: 'RenamePhone' });
/** POST …/phones/{phoneId}/assign. Without a workspace it is the whole organization's. */
export const AssignPhone = z.strictObject({ workspaceId: id.optional() }).meta({ id: 'AssignPhone' });
export const PhoneEffect = z.object({ organizationId: id, phoneId: id, ...effect }).meta({ id: 'PhoneEffect' });

export const Phone = z
  .object({
    phoneId: id,
    /** E.164. */
    number: z.string(),
    /** In groups, as people write it internationally. */
    written: z.string(),
    label: z.string(),
    purpose: word<string>(phonePurpose.options),
    isDefault: z.boolean(),
    workspaceId: id.nullable(),
    verifiedAt: instant.nullable(),
    /** Of the newest code. */
    codeExpiresAt: instant,
  })
  .meta({ id: 'Phone' });
/** GET …/phones, in the order in which they were added. */
export const Phones = z.object({ items: z.array(Phone).max(PHONES_AT_MOST) }).meta({ id: 'Phones' });
