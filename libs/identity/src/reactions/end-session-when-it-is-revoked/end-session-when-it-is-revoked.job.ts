import { sessionRevoked, sessionsRevoked } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { endSessions } from '../../sessions/session-ending.service';
import { END_SESSION } from './end-session-when-it-is-revoked';

const revision = z.int();
const Payload = z.discriminatedUnion('type', [
  sessionRevoked.data.extend({ type: z.literal(sessionRevoked.type), revision }),
  sessionsRevoked.data.extend({
    type: z.literal(sessionsRevoked.type),
    revision,
    except: sessionsRevoked.data.shape.except.nullable(),
  }),
]);

export const endSession = job({
  queue: END_SESSION,
  payload: Payload,
  does:
    ({ vault }) =>
    async ({ type, revision: at, ...data }) => {
      const said = 'except' in data && data.except === null ? { ...data, except: undefined } : data;
      await endSessions(vault, [{ type, revision: at, data: said }]);
    },
});
