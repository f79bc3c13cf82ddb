import { sessionRevoked, sessionsRevoked } from '@annals/contracts';
import { z } from 'zod';
import { endSessions } from '../../account/session-ending.service';
import type { IdentityJob, IdentityJobTools } from '../../jobs/identity-job.service';

const Payload = z.discriminatedUnion('type', [
  sessionRevoked.data.extend({ type: z.literal(sessionRevoked.type) }),
  sessionsRevoked.data.extend({
    type: z.literal(sessionsRevoked.type),
    except: sessionsRevoked.data.shape.except.nullable(),
  }),
]);

export function endSession({ vault }: IdentityJobTools): IdentityJob {
  return async (payload) => {
    const { type, ...data } = Payload.parse(payload);
    await endSessions(vault, [
      { type, data: 'except' in data && data.except === null ? { ...data, except: undefined } : data },
    ]);
  };
}
