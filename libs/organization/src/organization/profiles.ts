import { refused, type OrganizationEvent } from '@annals/contracts';
import { type Frozen, type Instant, type SliceEvolve } from '@annals/kernel';

/** Where a contact address is said: which event, and of which code it came (0: with the membership). */
interface Confirmed {
  readonly generation: number;
  readonly at: number;
}

/** An address that waits for its code. */
interface Waiting {
  readonly codeExpiresAt: Instant;
  /** The revision of the event that says it. */
  readonly at: number;
}

/** Where somebody is written to. The addresses are sealed in the log; no decision rests on them. */
export interface Contact {
  /** Of the newest code. */
  readonly generation: number;
  readonly waiting: Waiting | undefined;
  /** The latest of this membership, the oldest first. */
  readonly confirmed: readonly Confirmed[];
}

/** What members say about themselves; former ones, too. */
export interface Profiles {
  readonly contacts: Map<string, Contact>;
}

export const noProfiles = (): Profiles => ({ contacts: new Map() });

/** Enough to tell the one before the newest, however late somebody asks. */
const KEPT = 5;

export const profilesEvolve = {
  MemberAdded({ contacts }, { data: { personId } }, at): void {
    const { generation } = contacts.get(personId) ?? { generation: 0 };
    contacts.set(personId, { generation, waiting: undefined, confirmed: [{ generation, at }] });
  },
  MemberContactRequested({ contacts }, { data: { personId, generation, codeExpiresAt } }, at): void {
    const confirmed = contacts.get(personId)?.confirmed ?? [];
    contacts.set(personId, { generation, waiting: { codeExpiresAt, at }, confirmed });
  },
  MemberContactVerified({ contacts }, { data: { personId, generation } }, at): void {
    const confirmed = contacts.get(personId)?.confirmed ?? [];
    contacts.set(personId, {
      generation,
      waiting: undefined,
      confirmed: [...confirmed, { generation, at }].slice(-KEPT),
    });
  },
} satisfies SliceEvolve<Profiles, OrganizationEvent>;

/** Of which code the next address waits. */
export const nextGeneration = ({ contacts }: Frozen<Profiles>, personId: string): number =>
  (contacts.get(personId)?.generation ?? 0) + 1;

/**
 * The address that somebody verifies now, and the generation of its code.
 * @throws Refused CONTACT_CODE_EXPIRED, also where none waits
 */
export function mustWait({ contacts }: Frozen<Profiles>, personId: string, now: Instant) {
  const contact = contacts.get(personId);
  if (!contact?.waiting || now >= contact.waiting.codeExpiresAt) throw refused('CONTACT_CODE_EXPIRED');
  return { generation: contact.generation, at: contact.waiting.at };
}

/** Which event says where somebody is written to now; undefined for a stranger. */
export const contactAt = ({ contacts }: Frozen<Profiles>, personId: string): number | undefined =>
  contacts.get(personId)?.confirmed.at(-1)?.at;

/** Which event says the address that the one of this code replaced. */
export function contactBefore({ contacts }: Frozen<Profiles>, personId: string, generation: number) {
  const confirmed = contacts.get(personId)?.confirmed ?? [];
  const index = confirmed.findIndex((each) => each.generation === generation);
  return index < 1 ? undefined : confirmed[index - 1]?.at;
}
