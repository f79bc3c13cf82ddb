import { sessionRevoked, sessionsRevoked } from '@annals/contracts';
import { z } from 'zod';
import { endSessions } from '../../sessions/session-ending.service';
import type { IdentityJob, IdentityJobTools } from '../../jobs/identity-job.service';

const revision = z.int();
const Payload = z.discriminatedUnion('type', [
  sessionRevoked.data.extend({ type: z.literal(sessionRevoked.type), revision }),
  sessionsRevoked.data.extend({
    type: z.literal(sessionsRevoked.type),
    revision,
    except: sessionsRevoked.data.shape.except.nullable(),
  }),
]);

export function endSession({ vault }: IdentityJobTools): IdentityJob {
  return async (payload) => {
    const { type, revision: at, ...data } = Payload.parse(payload);
    const said = 'except' in data && data.except === null ? { ...data, except: undefined } : data;
    await endSessions(vault, [{ type, revision: at, data: said }]);
  };
}
