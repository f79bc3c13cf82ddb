import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { CLOSE_KEY } from './close-key-when-it-is-revoked';

export const closeKey = job({
  queue: CLOSE_KEY,
  payload: z.object({ keyId: id }),
  does:
    ({ vault }) =>
    ({ keyId }) =>
      vault.apiKeys.revoke(keyId),
});
