import {
  JOIN_REQUEST_WAITS,
  JOIN_REQUESTS_A_DAY,
  joinRequestWithdrawn,
  refused,
  type OrganizationEvent,
} from '@annals/contracts';
import { plus, type Frozen, type Instant, type SliceEvolve } from '@annals/kernel';
import { count, spent } from './in-a-day';

/** Somebody who asked to belong. What they said of themselves is sealed in the log. */
export interface JoinRequest {
  readonly requestId: string;
  readonly personId: string;
  readonly userId: string;
  readonly expiresAt: Instant;
  readonly status: 'open' | 'approved' | 'denied' | 'withdrawn' | 'expired';
  /** The revision of the event that says who they are. */
  readonly saidAt: number;
}

export interface JoinRequests {
  readonly all: Map<string, JoinRequest>;
  /** Person → their one open request. */
  readonly openOf: Map<string, string>;
  /** Person who was turned down → from when on they may ask again. */
  readonly askAgainAt: Map<string, Instant>;
  /** When the requests of the last day came, the first one first. */
  readonly asked: Instant[];
}

export const noJoinRequests = (): JoinRequests => ({
  all: new Map(),
  openOf: new Map(),
  askAgainAt: new Map(),
  asked: [],
});

function end({ all, openOf }: JoinRequests, requestId: string, status: JoinRequest['status']): void {
  const request = all.get(requestId);
  if (!request) return;
  all.set(requestId, { ...request, status });
  openOf.delete(request.personId);
}

export const joinRequestsEvolve = {
  JoinRequested(requests, { data }, saidAt): void {
    requests.all.set(data.requestId, { ...data, status: 'open', saidAt });
    requests.openOf.set(data.personId, data.requestId);
    // Every request waits equally long, so when it came follows from when it ends.
    count(requests.asked, plus(data.expiresAt, { days: -JOIN_REQUEST_WAITS.days }));
  },
  JoinRequestApproved: (requests, { data }): void => end(requests, data.requestId, 'approved'),
  JoinRequestDenied(requests, { data }): void {
    end(requests, data.requestId, 'denied');
    requests.askAgainAt.set(data.personId, data.askAgainAt);
  },
  JoinRequestWithdrawn: (requests, { data }): void => end(requests, data.requestId, 'withdrawn'),
  JoinRequestExpired: (requests, { data }): void => end(requests, data.requestId, 'expired'),
} satisfies SliceEvolve<JoinRequests, OrganizationEvent>;

/** The request of a person that waits for an answer; undefined when there is none. */
export function openRequestOf(requests: Frozen<JoinRequests>, personId: string): Frozen<JoinRequest> | undefined {
  const requestId = requests.openOf.get(personId);
  return requestId === undefined ? undefined : requests.all.get(requestId);
}

/** @throws Refused JOIN_REQUEST_NOT_FOUND, JOIN_REQUEST_CLOSED when it was answered, taken back or is too old */
export function mustWait(requests: Frozen<JoinRequests>, requestId: string, now: Instant): Frozen<JoinRequest> {
  const request = requests.all.get(requestId);
  if (!request) throw refused('JOIN_REQUEST_NOT_FOUND');
  if (request.status !== 'open' || request.expiresAt <= now) throw refused('JOIN_REQUEST_CLOSED');
  return request;
}

/** Who comes in by another way asks no more. */
export function noLongerAsks(requests: Frozen<JoinRequests>, personId: string): OrganizationEvent[] {
  const requestId = requests.openOf.get(personId);
  return requestId === undefined ? [] : [joinRequestWithdrawn({ requestId, personId })];
}

/** @throws Refused JOIN_REQUEST_DENIED for who was turned down lately, JOIN_REQUEST_RATE_LIMITED on a day of many */
export function mustTakeAnother(requests: Frozen<JoinRequests>, personId: string, now: Instant): void {
  const askAgainAt = requests.askAgainAt.get(personId);
  if (askAgainAt !== undefined && now < askAgainAt) throw refused('JOIN_REQUEST_DENIED', { askAgainAt });
  const spentToday = spent(requests.asked, JOIN_REQUESTS_A_DAY, now);
  if (spentToday) throw refused('JOIN_REQUEST_RATE_LIMITED', spentToday);
}
