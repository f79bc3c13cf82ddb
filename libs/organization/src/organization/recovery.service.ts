import { domainVerified, memberAdded, memberInvited, memberProfileUpdated } from '@annals/contracts';
import { EventStore, type LogEvent } from '@annals/eventstore';
import { Erased, parseStreamName } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { Aliases } from './aliases.service';
import { organization } from './organization';
import { slugClaim } from './slugs.service';
import { domainClaim, security } from '../security/security';
import { personalOf } from './personal-of';
import { namedAt } from './profiles';

interface Reclaimed {
  readonly scope: string;
  readonly kind: 'email' | 'alias';
  readonly value: string;
  readonly holder: string;
}

/**
 * Fits the claims of an organization (addresses and names of its people, its slug, its domains) to the log after a
 * restore (history.md §4): which person an address belongs to was decided when it was first invited. Give it the whole
 * log, in order; it may be done again.
 */
export class OrganizationRecovery {
  private readonly aliases: Aliases;

  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {
    this.aliases = new Aliases(store, vault);
  }

  /** One after the other: the first event about an address decides. */
  async take(events: readonly LogEvent[]): Promise<void> {
    for (const event of events) {
      const [personId, scope] = [personOf(event), parseStreamName(event.stream).owner];
      const slug = slugIn(event);
      if (slug !== undefined) await this.vault.claims.assign(slugClaim(scope, slug));
      if (event.type === domainVerified.type) await this.reclaimDomain(event, scope);
      if (personId === undefined) continue;
      const [email, alias] = [personalOf(event, 'email'), personalOf(event, 'alias')];
      if (email !== undefined) {
        await this.reclaim({ scope, kind: 'email', value: email, holder: personId });
        await this.vault.invitedAddresses.put({ email, organizationId: scope, personId });
      }
      if (alias !== undefined && (await this.isNow(event, personId)))
        await this.reclaim({ scope, kind: 'alias', value: alias, holder: personId });
    }
  }

  /** A domain is who has verified it now: whoever had it before has lost it since. */
  private async reclaimDomain({ data }: LogEvent, organizationId: string): Promise<void> {
    const { state } = await this.store.state({ stream: security, id: [organizationId] });
    const known = state.domains.get(domainVerified.data.parse(data).domainId);
    if (known?.verified === true)
      await this.vault.claims.assign({ ...domainClaim(known.domain), holder: organizationId });
  }

  private async reclaim(claim: Reclaimed): Promise<void> {
    const known = await this.vault.claims.find(claim);
    if (known?.holder === claim.holder && known.state === 'held') return;
    if (known === undefined || known.holder === claim.holder || !(await this.keeps(claim, known.holder)))
      await this.vault.claims.assign(claim);
  }

  /** An address stays with whom it was first invited for, an alias with a member who is called so. */
  private async keeps({ kind, scope, value }: Reclaimed, personId: string): Promise<boolean> {
    if (kind === 'alias') return this.aliases.isCalled({ organizationId: scope, personId, alias: value });
    const { people, invitations } = await this.now(scope);
    return (
      people.members.has(personId) ||
      [...invitations.all.values()].some((invitation) => invitation.personId === personId)
    );
  }

  /** What people were called once is nobody's. */
  private async isNow({ stream, revision }: LogEvent, personId: string): Promise<boolean> {
    const { profiles } = await this.now(parseStreamName(stream).owner);
    return namedAt(profiles, personId) === revision;
  }

  private async now(organizationId: string) {
    return (await this.store.state({ stream: organization, id: [organizationId] })).state;
  }
}

/** Whose address or name an event says. */
function personOf(event: LogEvent): string | undefined {
  const definition = [memberAdded, memberInvited, memberProfileUpdated].find(({ type }) => type === event.type);
  return definition?.data.parse(event.data).personId;
}

/** What an organization is called in addresses from this event on. */
function slugIn({ type, text }: LogEvent): string | undefined {
  if (type !== 'OrganizationCreated' && type !== 'OrganizationSlugChanged') return undefined;
  if (text === undefined || text instanceof Erased) return undefined;
  const value: unknown = Reflect.get(text, 'slug');
  return typeof value === 'string' ? value : undefined;
}
