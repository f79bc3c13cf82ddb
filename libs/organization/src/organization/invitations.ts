import { refused, type Role, type OrganizationEvent } from '@annals/contracts';
import { plus, type Frozen, type Instant, type SliceEvolve } from '@annals/kernel';
import { count, countOf, spent } from './in-a-day';
import { without } from './roles';
import type { Place } from './workspaces';

/** How long the link of an invitation opens (domain.md I-6). */
export const invitationLife = { days: 7 };
/** An invitation may be sent again until it is 90 days old; then it must be made anew (domain.md W14). */
const renewableAfterFirstExpiry = { days: 90 - invitationLife.days };

export interface Invitation {
  readonly invitationId: string;
  readonly personId: string;
  readonly roles: readonly Role[];
  /** What they are to be in workspaces as soon as they are a member. */
  readonly workspaces?: readonly Place[] | undefined;
  /** Whose rights stand behind it: who sent it last. */
  readonly invitedBy: string;
  /** Of the newest link. */
  readonly generation: number;
  readonly expiresAt: Instant;
  /** When each link ends, the first one first: sending another leaves the earlier ones their time. */
  readonly linksExpireAt: readonly Instant[];
  readonly renewableUntil: Instant;
  /** Of an external: when their access will end by itself. */
  readonly accessUntil?: Instant | undefined;
  readonly status: 'open' | 'accepted' | 'declined' | 'revoked' | 'superseded';
  /** The revision of the event that says where it is sent. */
  readonly addressedAt: number;
  /** The newest generation that was mailed; 0 = none yet. */
  readonly mailed: number;
}

export interface Invitations {
  readonly all: Map<string, Invitation>;
  /** Person → their one open invitation (I-5). */
  readonly openOf: Map<string, string>;
  /** When the links of the last day were asked for, the first one first. */
  readonly asked: Instant[];
}

export const noInvitations = (): Invitations => ({ all: new Map(), openOf: new Map(), asked: [] });

function change(invitations: Invitations, invitationId: string, changes: Partial<Invitation>): void {
  const invitation = invitations.all.get(invitationId);
  if (!invitation) return;
  invitations.all.set(invitationId, { ...invitation, ...changes });
  if (changes.status !== undefined && invitations.openOf.get(invitation.personId) === invitationId)
    invitations.openOf.delete(invitation.personId);
}

/** Every link lives equally long, so when it was asked for follows from when it ends. */
const askedAt = (expiresAt: Instant): Instant => plus(expiresAt, { days: -invitationLife.days });

export const invitationsEvolve = {
  MemberInvited(invitations, { data }, addressedAt): void {
    const renewableUntil = plus(data.expiresAt, renewableAfterFirstExpiry);
    invitations.all.set(data.invitationId, {
      ...data,
      renewableUntil,
      status: 'open',
      addressedAt,
      mailed: 0,
      linksExpireAt: [data.expiresAt],
    });
    invitations.openOf.set(data.personId, data.invitationId);
    count(invitations.asked, askedAt(data.expiresAt));
  },
  InvitationMailed: (invitations, { data }): void =>
    change(invitations, data.invitationId, { mailed: data.generation }),
  InvitationResent(invitations, { data: { invitationId, ...renewed } }): void {
    const earlier = invitations.all.get(invitationId)?.linksExpireAt ?? [];
    change(invitations, invitationId, { ...renewed, linksExpireAt: [...earlier, renewed.expiresAt] });
    count(invitations.asked, askedAt(renewed.expiresAt));
  },
  InvitationRevoked: (invitations, { data }): void => change(invitations, data.invitationId, { status: 'revoked' }),
  InvitationSuperseded: (invitations, { data }): void =>
    change(invitations, data.invitationId, { status: 'superseded' }),
  InvitationDeclined: (invitations, { data }): void => change(invitations, data.invitationId, { status: 'declined' }),
  InvitationAccepted: (invitations, { data }): void => change(invitations, data.invitationId, { status: 'accepted' }),
  RoleRetired(invitations, { data: { roleId, replacedBy } }): void {
    for (const invitationId of invitations.openOf.values()) {
      const roles = invitations.all.get(invitationId)?.roles ?? [];
      change(invitations, invitationId, { roles: without(roles, roleId, replacedBy) });
    }
  },
} satisfies SliceEvolve<Invitations, OrganizationEvent>;

/** The open invitation of a person, expired or not; undefined when there is none. */
export function openInvitationOf(invitations: Frozen<Invitations>, personId: string): Frozen<Invitation> | undefined {
  const invitationId = invitations.openOf.get(personId);
  return invitationId === undefined ? undefined : invitations.all.get(invitationId);
}

/** @throws Refused INVITATION_NOT_FOUND, INVITATION_CLOSED when it was accepted, declined, revoked or superseded */
export function mustBeOpen(invitations: Frozen<Invitations>, invitationId: string): Frozen<Invitation> {
  const invitation = invitations.all.get(invitationId);
  if (!invitation) throw refused('INVITATION_NOT_FOUND');
  if (invitation.status !== 'open') throw refused('INVITATION_CLOSED');
  return invitation;
}

/** How many links may still be mailed within a day of now (I-8). */
export const roomLeft = ({ asked }: Frozen<Invitations>, limit: number, now: Instant): number =>
  Math.max(0, limit - countOf(asked, now));

/**
 * I-8: within the links that the organization lets itself have mailed in a day.
 * @throws Refused INVITATION_RATE_LIMITED with the seconds until there is room
 */
export function mustHaveRoom({ asked }: Frozen<Invitations>, limit: number, now: Instant): void {
  const spentToday = spent(asked, limit, now);
  if (spentToday) throw refused('INVITATION_RATE_LIMITED', spentToday);
}
