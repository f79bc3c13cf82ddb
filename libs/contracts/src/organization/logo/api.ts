import { z } from 'zod';
import { digest, id, reason } from '../../words';

/** So large a logo may be, in bytes and in pixels each way. */
export const LOGO = { bytes: 512 * 1024, pixels: 2048 } as const;

const ONE_PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** POST …/logo. What is no logo is refused by a code of its own, not by its form. */
export const SetLogo = z
  .strictObject({
    image: z
      .base64()
      .max(1 << 20)
      .meta({ example: ONE_PIXEL }),
    reason,
  })
  .meta({ id: 'SetLogo' });
export const LogoParams = z.object({ organizationId: id, logo: digest.meta({ example: 'a'.repeat(64) }) });
