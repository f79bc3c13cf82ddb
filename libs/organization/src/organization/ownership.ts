import {
  memberRolesChanged,
  ownershipTransferred,
  refused,
  type OrganizationEvent,
  type OwnershipEvent,
  type Role,
} from '@annals/contracts';
import { plus, type Frozen, type Instant, type SliceEvolve } from '@annals/kernel';
import { mustBeMember, type Member, type People } from './people';
import { inOrder } from './roles';

/** How long an offer of ownership can be accepted. */
export const offerLife = { days: 7 };

/** When it was offered. */
export const offeredAt = ({ expiresAt }: Pick<Offer, 'expiresAt'>): Instant =>
  plus(expiresAt, { days: -offerLife.days });

export interface Offer {
  readonly offerId: string;
  readonly offeredBy: string;
  readonly offeredTo: string;
  readonly stepsDown: boolean;
  readonly expiresAt: Instant;
}

/** The one offer that was neither accepted nor ended; it may have expired. */
export interface Ownership {
  offer: Offer | undefined;
}

export const notOffered = (): Ownership => ({ offer: undefined });

/** An offer ends with the membership of either side: it does not come back with them. */
function gone(ownership: Ownership, personId: string): void {
  const { offer } = ownership;
  if (offer?.offeredTo === personId || offer?.offeredBy === personId) ownership.offer = undefined;
}

export const ownershipEvolve = {
  OwnershipOffered(ownership, { data }): void {
    ownership.offer = data;
  },
  OwnershipOfferWithdrawn(ownership): void {
    ownership.offer = undefined;
  },
  OwnershipTransferred(ownership, { data }): void {
    if (data.offerId === ownership.offer?.offerId) ownership.offer = undefined;
  },
  MemberRemoved: (ownership, { data }): void => gone(ownership, data.personId),
  MemberLeft: (ownership, { data }): void => gone(ownership, data.personId),
} satisfies SliceEvolve<Ownership, OrganizationEvent>;

/** Whoever could own the organization from now on. @throws Refused MEMBER_NOT_FOUND, MEMBER_SUSPENDED */
export function mustBeAbleToOwn(people: Frozen<People>, personId: string): Frozen<Member> {
  const member = mustBeMember(people, personId);
  if (member.suspended) throw refused('MEMBER_SUSPENDED');
  return member;
}

/** W1: one member makes another an owner, who is no external then. */
export function handOver(
  from: Frozen<Member>,
  to: Frozen<Member>,
  offerId?: string,
): readonly (OwnershipEvent | ReturnType<typeof memberRolesChanged>)[] {
  const roles: readonly Role[] = [...to.roles.filter((role) => role !== 'external'), 'owner'];
  return [
    ownershipTransferred({ from: from.personId, to: to.personId, ...(offerId === undefined ? {} : { offerId }) }),
    memberRolesChanged({ personId: to.personId, roles: [...inOrder(roles)] }),
  ];
}
