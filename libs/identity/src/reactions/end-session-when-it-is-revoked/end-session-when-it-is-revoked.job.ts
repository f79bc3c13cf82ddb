import { id } from '@annals/contracts';
import { z } from 'zod';
import type { IdentityJob, IdentityJobTools } from '../../jobs/identity-job.service';

const Payload = z.object({ sessionId: id });

export function endSession({ vault }: IdentityJobTools): IdentityJob {
  return async (payload) => vault.sessions.revoke(Payload.parse(payload).sessionId);
}
