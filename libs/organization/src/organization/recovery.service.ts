import { memberAdded, memberInvited } from '@annals/contracts';
import { EventStore, type LogEvent } from '@annals/eventstore';
import { Erased, parseStreamName } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { organization } from './organization';

/**
 * Fits the claims on the addresses of an organization's people to the log after a restore (history.md §4): which person an address belongs to was
 * decided when it was first invited. Give it the whole log, in order; it may be done again.
 */
export class OrganizationRecovery {
  constructor(private readonly store: EventStore, private readonly vault: Vault) {}

  /** One after the other: the first event about an address decides. */
  async take(events: readonly LogEvent[]): Promise<void> {
    for (const event of events) {
      const personId = personOf(event);
      const email = personId === undefined ? undefined : emailOf(event);
      if (personId !== undefined && email !== undefined) await this.reclaim(parseStreamName(event.stream).owner, personId, email);
    }
  }

  private async reclaim(organizationId: string, personId: string, email: string): Promise<void> {
    const claim = { scope: organizationId, kind: 'email', value: email, holder: personId };
    const known = await this.vault.claims.find(claim);
    if (known?.holder === personId && known.state === 'held') return;
    if (known === undefined || known.holder === personId || !(await this.knows(organizationId, known.holder))) await this.vault.claims.assign(claim);
  }

  private async knows(organizationId: string, personId: string): Promise<boolean> {
    const { state: { people, invitations } } = await this.store.state({ stream: organization, id: [organizationId] });
    return people.members.has(personId) || [...invitations.all.values()].some((invitation) => invitation.personId === personId);
  }
}

function personOf(event: LogEvent): string | undefined {
  if (event.type === 'MemberAdded') return memberAdded.data.parse(event.data).personId;
  if (event.type === 'MemberInvited') return memberInvited.data.parse(event.data).personId;
  return undefined;
}

/** undefined where it was erased. */
function emailOf({ personal }: LogEvent): string | undefined {
  if (personal === undefined || personal instanceof Erased) return undefined;
  const email: unknown = Reflect.get(personal, 'email');
  return typeof email === 'string' ? email : undefined;
}
