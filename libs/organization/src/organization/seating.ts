import { refused, type Role } from '@annals/contracts';
import type { Frozen, Instant } from '@annals/kernel';
import { openInvitationOf, type Invitation } from './invitations';
import type { Organization } from './organization';

/** Somebody, as what they are or are to be. */
interface Seated {
  readonly personId: string;
  readonly roles: readonly Role[];
}
type Ruled = Pick<Frozen<Organization>, 'people' | 'invitations' | 'policies' | 'seats'>;

/** W15: by a policy externals take none, as long as they are nothing else. */
const takesSeat = ({ policies }: Ruled, roles: readonly Role[]): boolean =>
  policies.inForce.externalsTakeSeats || roles.some((role) => role !== 'external');

const isOpenAt = ({ expiresAt, accessUntil = expiresAt }: Frozen<Invitation>, now: Instant): boolean =>
  now < expiresAt && now < accessUntil;

/**
 * Whether somebody has a seat. An invitation holds one until it ends: also for who is a member without a seat, as they
 * may be invited still when they are one no more.
 */
function seatOf(state: Ruled, personId: string, now: Instant): 'used' | 'pending' | undefined {
  const member = state.people.members.get(personId);
  if (member && !member.suspended && takesSeat(state, member.roles)) return 'used';
  const invitation = openInvitationOf(state.invitations, personId);
  return invitation && isOpenAt(invitation, now) && takesSeat(state, invitation.roles) ? 'pending' : undefined;
}

/** How many seats are taken: by members who are not suspended, and by invitations that can still be accepted. */
export function seatsTaken(state: Ruled, now: Instant): { readonly used: number; readonly pending: number } {
  const taken = { used: 0, pending: 0 };
  for (const personId of new Set([...state.people.members.keys(), ...state.invitations.openOf.keys()])) {
    const seat = seatOf(state, personId, now);
    if (seat !== undefined) taken[seat] += 1;
  }
  return taken;
}

/** How many are free; null where there is no limit. */
export function seatsLeft(state: Ruled, now: Instant): number | null {
  if (state.seats.limit === null) return null;
  const { used, pending } = seatsTaken(state, now);
  return state.seats.limit - used - pending;
}

/** Whether somebody takes one more seat by becoming that. */
export const takesOneMore = (state: Ruled, { personId, roles }: Seated, now: Instant): boolean =>
  takesSeat(state, roles) && seatOf(state, personId, now) === undefined;

/**
 * I-2: active and pending are never more than there are seats. Every way to become a member, to be invited, or to
 * become more than an external asks here; whoever accepts an invitation has the seat that it held.
 * @throws Refused SEAT_LIMIT_REACHED with how many there are, and how many are taken
 */
export function mustHaveSeat(state: Ruled, somebody: Seated, now: Instant): void {
  if (state.seats.limit !== null && takesOneMore(state, somebody, now)) mustFit(state, now, 1);
}

/**
 * Whether all that is taken, and so many more, is within the limit.
 * @throws Refused SEAT_LIMIT_REACHED
 */
export function mustFit(state: Ruled, now: Instant, more = 0): void {
  const { limit } = state.seats;
  if (limit === null) return;
  const taken = seatsTaken(state, now);
  if (taken.used + taken.pending + more > limit) throw refused('SEAT_LIMIT_REACHED', { limit, ...taken });
}
