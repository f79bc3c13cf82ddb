import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { WAKE_WORKERS } from './wake-workers-when-stop-is-lifted';

/** Who is woken for nothing looks, and waits on. */
export const wakeWorkers = job({
  queue: WAKE_WORKERS,
  payload: z.object({ organizationId: id }),
  does:
    ({ vault }) =>
    ({ organizationId }) =>
      vault.runQueue.wakeAll(organizationId),
});
