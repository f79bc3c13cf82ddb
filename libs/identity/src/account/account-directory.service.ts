import { organizationBegun, refused } from '@annals/contracts';
import { EventStore, type LogEvent } from '@annals/eventstore';
import { Erased, streamName, type Frozen } from '@annals/kernel';
import { Vault, type TakenClaim } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { account, type Account } from './account';
import type { BegunOrganization } from './organization-founding.port';

/** What a person told us about themselves; null where it was erased, or never told. */
export interface Contact {
  readonly email: string | null;
  readonly alias: string | null;
  readonly verified: boolean;
}

const EMAIL = { scope: 'account', kind: 'email' } as const;

/** Finds accounts: by address (a claim in the vault, never the log) and by id. */
@Injectable()
export class AccountDirectory {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /** Who has this address. */
  async holderOf(email: string): Promise<string | undefined> {
    const claim = await this.vault.claims.find({ ...EMAIL, value: email });
    return claim?.holder;
  }

  /**
   * Takes the address for `userId`, or tells who has it. Whoever has it may not be registered yet, when their request
   * died on the way: then anybody may register them, so that nobody waits for a claim to lapse. One that lapsed with
   * nobody behind it is taken over.
   */
  async claim(email: string, userId: string): Promise<TakenClaim> {
    return this.vault.claims.take({ ...EMAIL, value: email, holder: userId }, (other) => this.exists(other));
  }

  /** Gives back what `claim` gave, when the account was not to be after all. */
  async abandon(email: string, claim: TakenClaim): Promise<void> {
    if (claim.outcome !== 'held' && !(await this.exists(claim.holder)))
      await this.vault.claims.abandon({ ...EMAIL, value: email, holder: claim.holder }, claim);
  }

  /**
   * The address is about to be proved as `userId`'s: it is theirs, unless somebody has proved it before. Who only signed
   * up with it gives way a quarter of an hour after they did.
   * @throws Refused EMAIL_TAKEN
   */
  async mustHold(email: string, userId: string): Promise<void> {
    const isTheirs = async (other: string) => (await this.account(other)).verified;
    const claim = { ...EMAIL, value: email, holder: userId };
    const { outcome } = await this.vault.claims.take(claim, isTheirs, { evenHeld: true });
    if (outcome === 'held') throw refused('EMAIL_TAKEN');
  }

  /** Whether another account has proved that the address is theirs. */
  async isProvedByOther(email: string, userId: string): Promise<boolean> {
    const holder = await this.holderOf(email);
    return holder !== undefined && holder !== userId && (await this.account(holder)).verified;
  }

  /** Whether the account's stream exists. */
  async exists(userId: string): Promise<boolean> {
    return (await this.store.state({ stream: account, id: [userId] }, 0)).revision >= 0;
  }

  /** Makes the claim lasting, once the account exists. */
  async confirm(email: string, userId: string): Promise<void> {
    await this.vault.claims.confirm({ ...EMAIL, value: email, holder: userId });
  }

  /**
   * After a restore: the claim as the log proves it. Only another account that exists keeps an address that the vault
   * gave it, and of an address that was proved only one that has proved it, too.
   */
  async reclaim(email: string, userId: string, { proved = false } = {}): Promise<void> {
    const claim = { ...EMAIL, value: email, holder: userId };
    const known = await this.vault.claims.find(claim);
    const keeps = async (other: string) => (proved ? (await this.account(other)).verified : this.exists(other));
    if (known === undefined || known.holder === userId || !(await keeps(known.holder)))
      await this.vault.claims.assign(claim);
  }

  /** The account as its log says now; it goes on changing, so take what you need before you await. */
  async account(userId: string): Promise<Frozen<Account>> {
    const { state } = await this.store.state({ stream: account, id: [userId] }, 0);
    return state;
  }

  /** Reads the events that say it: the memory of an account holds nothing personal, only where it is said. */
  async contact(userId: string): Promise<Contact> {
    const {
      said: { addressAt, nameAt },
      verified,
    } = await this.account(userId);
    const [email, alias] = await Promise.all([
      this.personal(userId, addressAt, 'email'),
      this.personal(userId, nameAt, 'alias'),
    ]);
    return { email, alias, verified };
  }

  /** An organization that the account began, with what was typed for it; undefined where nobody can be asked any more. */
  async begun(userId: string, organizationId: string): Promise<BegunOrganization | undefined> {
    const [{ email, alias }, { begun }] = await Promise.all([this.contact(userId), this.account(userId)]);
    const revision = begun.get(organizationId);
    if (email === null || alias === null || revision === undefined) return undefined;
    const event = await this.store.eventAt(streamName(account.category, userId), revision);
    if (!event) return undefined;
    const { country, timeZone } = organizationBegun.data.parse(event.data);
    const typed = (name: string) => personalText(event, name) ?? undefined;
    return {
      organizationId,
      userId,
      email,
      alias: typed('alias') ?? alias,
      name: typed('name'),
      slug: typed('slug'),
      contactEmail: typed('contactEmail'),
      country,
      timeZone,
    };
  }

  private async personal(userId: string, revision: number | undefined, name: string): Promise<string | null> {
    const event =
      revision === undefined ? undefined : await this.store.eventAt(streamName(account.category, userId), revision);
    return event ? personalText(event, name) : null;
  }
}

/** What of it no password may be made of. */
export const wordsOf = ({ email, alias }: { readonly email: string | null; readonly alias: string | null }): string[] =>
  [email, alias].filter((word) => word !== null);

/** A value of an event's personal part; null where it was erased. */
export function personalText(event: LogEvent, name: string): string | null {
  if (event.personal === undefined || event.personal instanceof Erased) return null;
  const value: unknown = Reflect.get(event.personal, name);
  return typeof value === 'string' ? value : null;
}
