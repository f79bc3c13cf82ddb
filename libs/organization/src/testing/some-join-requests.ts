import { JOIN_REQUEST_WAITS, joinRequested, type OrganizationEvent } from '@annals/contracts';
import { plus, type Instant } from '@annals/kernel';
import { now, type Someone } from './some-organization';

export const joinRequestId = '2a000000-0000-4000-8000-000000000001';
export const waitsUntil = plus(now, JOIN_REQUEST_WAITS);

/** Somebody asks to join, now unless another time is given. */
export const asked = (
  { personId, userId, email, alias }: Omit<Someone, 'actor'>,
  requestId = joinRequestId,
  at: Instant = now,
): OrganizationEvent =>
  joinRequested({ requestId, personId, userId, expiresAt: plus(at, JOIN_REQUEST_WAITS) }, { email, alias });
