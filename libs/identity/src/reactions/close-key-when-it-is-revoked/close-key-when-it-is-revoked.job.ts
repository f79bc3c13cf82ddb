import { id } from '@annals/contracts';
import { z } from 'zod';
import type { IdentityJob, IdentityJobTools } from '../../jobs/identity-job.service';

const Payload = z.object({ keyId: id });

export function closeKey({ vault }: IdentityJobTools): IdentityJob {
  return async (payload) => vault.apiKeys.revoke(Payload.parse(payload).keyId);
}
