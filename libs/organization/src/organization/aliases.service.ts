import { comparableName, refused, type Violation } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { organization } from './organization';
import { PeoplesWords } from './peoples-words.service';

/** Who wants to be called what in an organization. */
export interface NamedPerson {
  readonly organizationId: string;
  readonly personId: string;
  readonly alias: string;
}

/**
 * B3: no two members of an organization are called alike. An alias is personal, so no decision rests on it: a claim in
 * the vault does. It is a member's as long as they are one and called so; who left, was removed or is called otherwise
 * gives it free to whoever asks for it next.
 */
@Injectable()
export class Aliases {
  private readonly words: PeoplesWords;

  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {
    this.words = new PeoplesWords(store);
  }

  /**
   * Makes somebody a member under a name that nobody else has; a refusal leaves the name free.
   * @throws Refused ALIAS_TAKEN, and whatever `join` throws
   */
  async joining<T>(person: NamedPerson, join: () => Promise<T>): Promise<T> {
    const claim = claimOf(person);
    const isCalledSo = (personId: string) => this.isCalled({ ...person, personId });
    const taken = await this.vault.claims.take(claim, isCalledSo, { evenHeld: true });
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
      if (error instanceof Refused && !(await isCalledSo(person.personId)))
        await this.vault.claims.abandon(claim, taken);
      throw error;
    }
  }

  /**
   * Calls a member otherwise; the name that they had is free at once.
   * @param before what they were called; undefined where that is not known any more
   * @throws Refused ALIAS_TAKEN, and whatever `rename` throws
   */
  async renaming<T>(person: NamedPerson, before: string | undefined, rename: () => Promise<T>): Promise<T> {
    const renamed = await this.joining(person, rename);
    if (before !== undefined && comparableName(before) !== comparableName(person.alias))
      await this.vault.claims.giveUp(claimOf({ ...person, alias: before }));
    return renamed;
  }

  /** Of somebody with whom nobody competes: the founder. */
  async keep(person: NamedPerson): Promise<void> {
    await this.vault.claims.confirm(claimOf(person));
  }

  /** Whether somebody is a member who is called so. */
  async isCalled({ organizationId, personId, alias }: NamedPerson): Promise<boolean> {
    const {
      state: { people },
    } = await this.store.state({ stream: organization, id: [organizationId] }, 0);
    if (!people.members.has(personId)) return false;
    const now = await this.words.alias(organizationId, personId);
    return now !== undefined && comparableName(now) === comparableName(alias);
  }
}

/** The claim on a person's name in their organization. */
export function claimOf({ organizationId, personId, alias }: NamedPerson) {
  return { scope: organizationId, kind: 'alias', value: alias, holder: personId };
}
