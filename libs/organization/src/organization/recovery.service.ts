import { memberAdded, memberInvited } from '@annals/contracts';
import { EventStore, type LogEvent } from '@annals/eventstore';
import { Erased, parseStreamName } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { organization } from './organization';

interface Reclaimed {
  readonly scope: string;
  readonly kind: 'email' | 'alias';
  readonly value: string;
  readonly holder: string;
}

/**
 * Fits the claims on the addresses and names of an organization's people to the log after a restore (history.md §4):
 * which person an address belongs to was decided when it was first invited. Give it the whole log, in order; it may be
 * done again.
 */
export class OrganizationRecovery {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /** One after the other: the first event about an address decides. */
  async take(events: readonly LogEvent[]): Promise<void> {
    for (const event of events) {
      const [personId, scope] = [personOf(event), parseStreamName(event.stream).owner];
      if (personId === undefined) continue;
      const [email, alias] = [personalOf(event, 'email'), personalOf(event, 'alias')];
      if (email !== undefined) {
        await this.reclaim({ scope, kind: 'email', value: email, holder: personId });
        await this.vault.invitedAddresses.put({ email, organizationId: scope, personId });
      }
      if (alias !== undefined) await this.reclaim({ scope, kind: 'alias', value: alias, holder: personId });
    }
  }

  private async reclaim(claim: Reclaimed): Promise<void> {
    const known = await this.vault.claims.find(claim);
    if (known?.holder === claim.holder && known.state === 'held') return;
    if (
      known === undefined ||
      known.holder === claim.holder ||
      !(await this.keeps(claim.kind, claim.scope, known.holder))
    )
      await this.vault.claims.assign(claim);
  }

  /** An address stays with whom it was first invited for, an alias with a member. */
  private async keeps(kind: Reclaimed['kind'], organizationId: string, personId: string): Promise<boolean> {
    const {
      state: { people, invitations },
    } = await this.store.state({ stream: organization, id: [organizationId] });
    return (
      people.members.has(personId) ||
      (kind === 'email' && [...invitations.all.values()].some((invitation) => invitation.personId === personId))
    );
  }
}

function personOf(event: LogEvent): string | undefined {
  if (event.type === 'MemberAdded') return memberAdded.data.parse(event.data).personId;
  if (event.type === 'MemberInvited') return memberInvited.data.parse(event.data).personId;
  return undefined;
}

/** undefined where it was erased, or is not in the event. */
function personalOf({ personal }: LogEvent, name: 'email' | 'alias'): string | undefined {
  if (personal === undefined || personal instanceof Erased) return undefined;
  const value: unknown = Reflect.get(personal, name);
  return typeof value === 'string' ? value : undefined;
}
