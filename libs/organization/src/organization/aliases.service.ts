import { refused, type Violation } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { organization } from './organization';

/** Who wants to be called what in an organization. */
export interface NamedPerson {
  readonly organizationId: string;
  readonly personId: string;
  readonly alias: string;
}

/**
 * B3: no two members of an organization are called alike. An alias is personal, so no decision rests on it: a claim in
 * the vault does. It is a member's as long as they are one; who left or was removed gives it free to whoever asks for
 * it next.
 */
@Injectable()
export class Aliases {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /**
   * Makes somebody a member under a name that nobody else has; a refusal leaves the name free.
   * @throws Refused ALIAS_TAKEN, and whatever `join` throws
   */
  async joining<T>(person: NamedPerson, join: () => Promise<T>): Promise<T> {
    const claim = claimOf(person);
    const isMember = (personId: string) => this.isMember(person.organizationId, personId);
    const taken = await this.vault.claims.take(claim, isMember, { evenHeld: true });
    if (taken.outcome === 'held')
      throw refused('ALIAS_TAKEN', {
        violations: [
          { path: '/alias', code: 'not_allowed', message: 'is the name of somebody else here' } satisfies Violation,
        ],
      });
    try {
      const joined = await join();
      await this.vault.claims.confirm(claim);
      return joined;
    } catch (error) {
      if (error instanceof Refused && !(await isMember(person.personId))) await this.vault.claims.abandon(claim, taken);
      throw error;
    }
  }

  /** Of somebody with whom nobody competes: the founder. */
  async keep(person: NamedPerson): Promise<void> {
    await this.vault.claims.confirm(claimOf(person));
  }

  private async isMember(organizationId: string, personId: string): Promise<boolean> {
    const {
      state: { people },
    } = await this.store.state({ stream: organization, id: [organizationId] }, 0);
    return people.members.has(personId);
  }
}

/** The claim on a person's name in their organization. */
export function claimOf({ organizationId, personId, alias }: NamedPerson) {
  return { scope: organizationId, kind: 'alias', value: alias, holder: personId };
}
