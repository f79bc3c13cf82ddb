import { grantLevel, refused, type FleetEvent } from '@annals/contracts';
import type { Frozen, Instant, SliceEvolve } from '@annals/kernel';
import type { Owner } from './bots';

/** What somebody may do with a bot because it was shared with them. */
export interface Grant {
  readonly grantId: string;
  readonly botId: string;
  readonly to: Owner;
  /** A `GrantLevel`, or one of another release. */
  readonly level: string;
  readonly until: Instant | undefined;
  /** Whose own grant allowed giving it; undefined where a role did, or owning the bot. */
  readonly under: Owner | undefined;
}

/** What is looked at to say whether a grant counts. */
export type Chained = Frozen<Pick<Grant, 'to' | 'level' | 'until' | 'under'>>;

/** Somebody asks for it, and nobody has answered. */
export interface AccessRequest {
  readonly accessRequestId: string;
  readonly botId: string;
  readonly by: Owner;
  readonly level: string;
  readonly expiresAt: Instant;
}

export interface Grants {
  /** Person → bot → what they have; the guard looks here at each request. */
  readonly held: Map<string, Map<string, Grant>>;
  readonly all: Map<string, Grant>;
  /** Bot → with how many people it is shared. */
  readonly sharedWith: Map<string, number>;
  /** Person → the bots that they own, and the other way round. */
  readonly owned: Map<string, Set<string>>;
  readonly ownerOf: Map<string, string>;
  /** Requests that wait for an answer. */
  readonly requests: Map<string, AccessRequest>;
}

export const noGrants = (): Grants => ({
  held: new Map(),
  all: new Map(),
  sharedWith: new Map(),
  owned: new Map(),
  ownerOf: new Map(),
  requests: new Map(),
});

function add({ held, all, sharedWith }: Grants, grant: Grant): void {
  const of = held.get(grant.to.personId) ?? new Map<string, Grant>();
  const before = of.get(grant.botId);
  if (before) all.delete(before.grantId);
  else sharedWith.set(grant.botId, (sharedWith.get(grant.botId) ?? 0) + 1);
  held.set(grant.to.personId, of.set(grant.botId, grant));
  all.set(grant.grantId, grant);
}

function end({ held, all, sharedWith }: Grants, grantId: string): void {
  const grant = all.get(grantId);
  if (!grant) return;
  const { botId, to } = grant;
  all.delete(grantId);
  const of = held.get(to.personId);
  of?.delete(botId);
  if (of?.size === 0) held.delete(to.personId);
  const left = (sharedWith.get(botId) ?? 1) - 1;
  if (left > 0) sharedWith.set(botId, left);
  else sharedWith.delete(botId);
}

function owns({ owned, ownerOf }: Grants, botId: string, personId: string | undefined): void {
  const before = ownerOf.get(botId);
  if (before !== undefined) {
    const of = owned.get(before);
    of?.delete(botId);
    if (of?.size === 0) owned.delete(before);
    ownerOf.delete(botId);
  }
  if (personId === undefined) return;
  owned.set(personId, (owned.get(personId) ?? new Set()).add(botId));
  ownerOf.set(botId, personId);
}

const closed = ({ requests }: Grants, { data }: { readonly data: { readonly accessRequestId: string } }): void => {
  requests.delete(data.accessRequestId);
};

export const grantsEvolve = {
  BotRegistered: (grants, { data }) => owns(grants, data.botId, data.ownedBy?.personId),
  BotReassigned: (grants, { data }) => owns(grants, data.botId, data.ownedBy?.personId),
  BotRetired: (grants, { data: { botId } }) => {
    owns(grants, botId, undefined);
    for (const grant of grants.all.values()) if (grant.botId === botId) end(grants, grant.grantId);
    for (const asked of grants.requests.values())
      if (asked.botId === botId) grants.requests.delete(asked.accessRequestId);
  },
  AppShared: (grants, { data: { grantId, botId, to, level, until, under } }) =>
    add(grants, { grantId, botId, to, level, until, under }),
  AppGrantRevoked: (grants, { data }) => end(grants, data.grantId),
  AppGrantExpired: (grants, { data }) => end(grants, data.grantId),
  AppAccessRequested: ({ requests }, { data }) => {
    requests.set(data.accessRequestId, data);
  },
  AppAccessApproved: closed,
  AppAccessDenied: closed,
  AppAccessWithdrawn: closed,
  AppAccessExpired: closed,
} satisfies SliceEvolve<Grants, FleetEvent>;

/**
 * Whether a grant of a bot counts: until its end, whether or not a timer has told that; and one that was given under
 * another only while that one counts and allows as much, up to one that a role allowed. A circle counts for nothing.
 * @param of the grant that a person has with the same bot
 */
export function stands(grant: Chained, of: (personId: string) => Chained | undefined, now: Instant): boolean {
  const seen = new Set<string>();
  for (let each = grant; ;) {
    const { to, level, until, under } = each;
    if (seen.has(to.personId) || (until !== undefined && until <= now)) return false;
    if (under === undefined) return true;
    seen.add(to.personId);
    const above = of(under.personId);
    if (above?.to.membership !== under.membership || !allowsAll(above.level, level)) return false;
    each = above;
  }
}

/** It counts in the membership that it was given in, where it stands. */
export const counts = ({ held }: Frozen<Grants>, grant: Frozen<Grant>, membership: number, now: Instant): boolean =>
  grant.to.membership === membership && stands(grant, (personId) => held.get(personId)?.get(grant.botId), now);

/** What somebody has with a bot at this moment. */
export function grantOf(grants: Frozen<Grants>, who: Owner, botId: string, now: Instant): Frozen<Grant> | undefined {
  const grant = grants.held.get(who.personId)?.get(botId);
  return grant && counts(grants, grant, who.membership, now) ? grant : undefined;
}

/** Whether what somebody has with a bot hangs on what another person has. */
export function hangsOn({ held }: Frozen<Grants>, who: Owner, other: string, botId: string): boolean {
  const seen = new Set<string>();
  for (let each: string | undefined = who.personId; each !== undefined && !seen.has(each);) {
    seen.add(each);
    each = held.get(each)?.get(botId)?.under?.personId;
    if (each === other) return true;
  }
  return false;
}

/** Whether a level allows what the other one does; one that this release does not know allows nothing. */
export const allowsAll = (level: string, other: string): boolean =>
  grantLevel.options.findIndex((each) => each === level) >= grantLevel.options.findIndex((each) => each === other);

/** @throws Refused ACCESS_REQUEST_NOT_FOUND for one that was answered, or is too old, or never was */
export function mustWait({ requests }: Frozen<Grants>, accessRequestId: string, now: Instant): Frozen<AccessRequest> {
  const request = requests.get(accessRequestId);
  if (!request || request.expiresAt <= now) throw refused('ACCESS_REQUEST_NOT_FOUND');
  return request;
}

/** What was shared with a person and what they ask for, of a membership which is not theirs now (any more). */
export function sharedLeftBehind(
  { grants }: { readonly grants: Frozen<Grants> },
  personId: string,
  membership: number | undefined,
): string[] {
  const held = [...(grants.held.get(personId)?.values() ?? [])].filter(({ to }) => to.membership !== membership);
  const asked = [...grants.requests.values()].filter(
    ({ by }) => by.personId === personId && by.membership !== membership,
  );
  return [...held.map(({ grantId }) => grantId), ...asked.map(({ accessRequestId }) => accessRequestId)];
}
