import { refused, type OrganizationEvent } from '@annals/contracts';
import { type Frozen, type Instant, type SliceEvolve } from '@annals/kernel';

/** Where a contact address is said: which event, and of which code it came (0: with the membership). */
interface Confirmed {
  readonly generation: number;
  readonly at: number;
  /** Of one that came with the membership: at once. */
  readonly trustedFrom?: Instant;
}

/** How long nothing of ownership rests on a new address. */
export const contactCoolsOff = { hours: 24 };

/** An address that waits for its code. */
interface Waiting {
  readonly codeExpiresAt: Instant;
  /** The revision of the event that says it. */
  readonly at: number;
}

/** Where is said what somebody is called and where they are written to: no decision rests on these words. */
export interface Profile {
  /** The revision of the event that says their name. */
  readonly namedAt: number;
  /** Of the newest code for an address. */
  readonly generation: number;
  readonly waiting: Waiting | undefined;
  /** The latest of this membership, the oldest first. */
  readonly confirmed: readonly Confirmed[];
}

/** What members say about themselves; former ones, too. */
export interface Profiles {
  readonly of: Map<string, Profile>;
}

export const noProfiles = (): Profiles => ({ of: new Map() });

/** Enough to tell the one before the newest, however late somebody asks. */
const KEPT = 5;

function change({ of }: Profiles, personId: string, changes: (profile: Profile) => Partial<Profile>): void {
  const profile = of.get(personId);
  if (profile) of.set(personId, { ...profile, ...changes(profile) });
}

export const profilesEvolve = {
  MemberAdded({ of }, { data: { personId } }, at): void {
    const generation = of.get(personId)?.generation ?? 0;
    of.set(personId, { namedAt: at, generation, waiting: undefined, confirmed: [{ generation, at }] });
  },
  MemberProfileUpdated: (profiles, { data }, at): void => change(profiles, data.personId, () => ({ namedAt: at })),
  MemberContactRequested: (profiles, { data: { personId, generation, codeExpiresAt } }, at): void =>
    change(profiles, personId, () => ({ generation, waiting: { codeExpiresAt, at } })),
  MemberContactVerified: (profiles, { data: { personId, generation, trustedFrom } }, at): void =>
    change(profiles, personId, ({ confirmed }) => ({
      generation,
      waiting: undefined,
      confirmed: [...confirmed, { generation, at, trustedFrom }].slice(-KEPT),
    })),
} satisfies SliceEvolve<Profiles, OrganizationEvent>;

/** Which event says what somebody is called now, or was last; undefined for a stranger. */
export const namedAt = ({ of }: Frozen<Profiles>, personId: string): number | undefined => of.get(personId)?.namedAt;

/** Of which code the next address waits. */
export const nextGeneration = ({ of }: Frozen<Profiles>, personId: string): number =>
  (of.get(personId)?.generation ?? 0) + 1;

/**
 * The address that somebody verifies now, and the generation of its code.
 * @throws Refused CONTACT_CODE_EXPIRED, also where none waits
 */
export function mustWait({ of }: Frozen<Profiles>, personId: string, now: Instant) {
  const profile = of.get(personId);
  if (!profile?.waiting || now >= profile.waiting.codeExpiresAt) throw refused('CONTACT_CODE_EXPIRED');
  return { generation: profile.generation, at: profile.waiting.at };
}

/** Which event says where somebody is written to now; undefined for a stranger. */
export const contactAt = ({ of }: Frozen<Profiles>, personId: string): number | undefined =>
  of.get(personId)?.confirmed.at(-1)?.at;

const isTrusted = ({ trustedFrom }: Confirmed, at: Instant): boolean => trustedFrom === undefined || trustedFrom <= at;

/** Which event says the address that could hear of ownership at an instant; undefined where there was none. */
export const trustedContactAt = ({ of }: Frozen<Profiles>, personId: string, at: Instant): number | undefined =>
  of.get(personId)?.confirmed.findLast((each) => isTrusted(each, at))?.at;

/**
 * B3: nobody becomes an owner who has just changed their address; it may have been somebody else in their name.
 * @throws Refused CONTACT_JUST_CHANGED with the end of it
 */
export function mustHaveCooledOff({ of }: Frozen<Profiles>, personId: string, now: Instant): void {
  const newest = of.get(personId)?.confirmed.at(-1);
  if (newest && !isTrusted(newest, now)) throw refused('CONTACT_JUST_CHANGED', { until: newest.trustedFrom });
}

/** Which event says the address that the one of this code replaced. */
export function contactBefore({ of }: Frozen<Profiles>, personId: string, generation: number) {
  const confirmed = of.get(personId)?.confirmed ?? [];
  const index = confirmed.findIndex((each) => each.generation === generation);
  return index < 1 ? undefined : confirmed[index - 1]?.at;
}
