import { id } from '@annals/contracts';
import { z } from 'zod';
import type { IdentityJob, IdentityJobTools } from '../identity-job';

const Payload = z.object({ sessionId: id });

export function endSession({ vault }: IdentityJobTools): IdentityJob {
  return async (payload) => vault.sessions.revoke(Payload.parse(payload).sessionId);
}
