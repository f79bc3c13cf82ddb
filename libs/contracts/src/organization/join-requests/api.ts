import { z } from 'zod';
import { askedRoles } from '../../roles';
import { alias, effect, id, instant, lines, page, paged, personal, reason, word } from '../../words';
import { MESSAGE } from './limits';

const joinRequestStatus = z.enum(['open', 'approved', 'denied', 'withdrawn', 'expired']);

/** POST /api/v1/me/join-requests */
export const RequestToJoin = z
  .strictObject({ organizationId: id, alias, message: lines(MESSAGE).optional() })
  .meta({ id: 'RequestToJoin' });
/** POST /api/v1/me/join-requests/withdraw */
export const WithdrawJoinRequest = z
  .strictObject({ organizationId: id, requestId: id })
  .meta({ id: 'WithdrawJoinRequest' });
export const MyJoinRequestEffect = z
  .object({ organizationId: id, requestId: id, ...effect })
  .meta({ id: 'MyJoinRequestEffect' });
/** So many are shown, the last ones first. */
export const MY_JOIN_REQUESTS = 50;
/** GET /api/v1/me/join-requests. `askAgainAt`: of one who was turned down. */
export const MyJoinRequest = z
  .object({
    organizationId: id,
    requestId: id,
    organizationName: z.string(),
    status: word<string>(joinRequestStatus.options),
    askedAt: instant,
    expiresAt: instant,
    askAgainAt: instant.nullable(),
  })
  .meta({ id: 'MyJoinRequest' });
export type MyJoinRequest = z.output<typeof MyJoinRequest>;
export const MyJoinRequests = z
  .object({ items: z.array(MyJoinRequest).max(MY_JOIN_REQUESTS) })
  .meta({ id: 'MyJoinRequests' });

export const JoinRequestParams = z.object({ organizationId: id, requestId: id });
/** GET …/join-requests, open, closed ones too, newest first; `open` counts all that wait for an answer. */
export const ListJoinRequests = z.strictObject({ ...page, status: joinRequestStatus.optional() });
export const JoinRequest = z
  .object({
    requestId: id,
    personId: id,
    email: personal,
    alias: personal,
    message: personal,
    status: word<string>(joinRequestStatus.options),
    askedAt: instant,
    expiresAt: instant,
    endedAt: instant.nullable(),
  })
  .meta({ id: 'JoinRequest' });
export const JoinRequests = z.object({ ...paged(JoinRequest), open: z.int() }).meta({ id: 'JoinRequests' });
/**
 * POST …/join-requests/{requestId}/approve. Without `roles` they come in as the default role; `alias`: what they are
 * called here where somebody has the name that they asked for.
 */
export const ApproveJoinRequest = z
  .strictObject({ roles: askedRoles.optional(), alias: alias.optional(), reason })
  .meta({ id: 'ApproveJoinRequest' });
export const JoinRequestEffect = z.object({ requestId: id, ...effect }).meta({ id: 'JoinRequestEffect' });
