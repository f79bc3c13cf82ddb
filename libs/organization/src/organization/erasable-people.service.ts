import { eventDefinitions, organizationCreated, organizationRenamed, type AssetPlan } from '@annals/contracts';
import { EventStore, type CommandContext, type LogEvent } from '@annals/eventstore';
import { Erased, streamName, type Frozen } from '@annals/kernel';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { endForErasure, type EndForErasure } from '../commands/end-for-erasure/end-for-erasure';
import { settled } from './asset-plan';
import { Belongings } from './belongings.port';
import { organization, type Organization } from './organization';
import { personalOf } from './personal-of';

/** What somebody is to an organization that erases them. */
interface Subject {
  readonly standing: 'member' | 'former_member' | 'invited_person' | 'asked_to_join';
  readonly isLastOwner: boolean;
  readonly userId?: string | undefined;
}

/** By what somebody is known in what is kept beside the log. */
interface KnownHere {
  readonly addresses: readonly string[];
  readonly aliases: readonly string[];
  readonly organizationNames: readonly string[];
}

/** What the organization is called from this event on. */
function nameIn({ type, text }: LogEvent): string | undefined {
  if (type !== organizationCreated.type && type !== organizationRenamed.type) return undefined;
  if (text === undefined || text instanceof Erased) return undefined;
  const name: unknown = Reflect.get(text, 'name');
  return typeof name === 'string' ? name : undefined;
}

/** People whom an organization may erase: what they are to it, and the end of that (history.md §7). */
@Injectable()
export class ErasablePeople {
  constructor(
    private readonly store: EventStore,
    private readonly belongings: Belongings,
  ) {}

  /** undefined: nobody of that id was ever there. */
  async of(organizationId: string, personId: string): Promise<Subject | undefined> {
    const { people, invitations, joinRequests } = await this.now(organizationId);
    const member = people.members.get(personId);
    if (member) {
      const owners = [...people.members.values()].filter((each) => each.roles.includes('owner') && !each.suspended);
      const isLastOwner = member.roles.includes('owner') && owners.every((each) => each.personId === personId);
      return { standing: 'member', isLastOwner, userId: member.userId };
    }
    const former = people.former.get(personId);
    if (former) return { standing: 'former_member', isLastOwner: false, userId: former.userId };
    const isOfThem = (each: { readonly personId: string }) => each.personId === personId;
    if ([...invitations.all.values()].some(isOfThem)) return { standing: 'invited_person', isLastOwner: false };
    return [...joinRequests.all.values()].some(isOfThem)
      ? { standing: 'asked_to_join', isLastOwner: false }
      : undefined;
  }

  /** For how many days an erasure that was approved can be called off. */
  async holdDays(organizationId: string): Promise<number> {
    return (await this.now(organizationId)).policies.inForce.erasureHoldDays;
  }

  /**
   * The plan for what they own, as the event keeps it; undefined where they own nothing.
   * @throws Refused ASSETS_NEED_OWNER, MEMBER_NOT_FOUND, MEMBER_SUSPENDED
   */
  async settled(
    organizationId: string,
    personId: string,
    assetPlan: z.output<typeof AssetPlan> | undefined,
  ): Promise<ReturnType<typeof settled>['plan']> {
    const { people } = await this.now(organizationId);
    if (!people.members.has(personId)) return undefined;
    const owned = await this.belongings.ownedBy(organizationId, personId);
    return settled(people, personId, { assetPlan, owned }).plan;
  }

  /** Ends whatever they are here; may be repeated. @throws Refused LAST_OWNER */
  async end(ending: EndForErasure, context: CommandContext): Promise<void> {
    const target = { stream: organization, id: [ending.organizationId] } as const;
    await this.store.decide(target, context, (state, facts) => endForErasure(state, ending, facts));
  }

  /** The owners who act: whoever may approve it by a built-in role. */
  async owners(organizationId: string): Promise<readonly string[]> {
    const { people } = await this.now(organizationId);
    return [...people.members.values()]
      .filter(({ roles, suspended }) => roles.includes('owner') && !suspended)
      .map(({ personId }) => personId);
  }

  /**
   * All that somebody was ever called here and written to, and what the organization was ever called: as its stream
   * says it, all of which is read.
   */
  async knownBy(organizationId: string, personId: string): Promise<KnownHere> {
    const [addresses, aliases, names] = [new Set<string>(), new Set<string>(), new Set<string>()];
    for await (const event of this.store.read(streamName(organization.category, organizationId))) {
      const name = nameIn(event);
      if (name !== undefined) names.add(name);
      const of = eventDefinitions.get(event.type)?.of;
      if (of === undefined || Reflect.get(event.data, of) !== personId) continue;
      const [email, alias] = [personalOf(event, 'email'), personalOf(event, 'alias')];
      if (email !== undefined) addresses.add(email);
      if (alias !== undefined) aliases.add(alias);
    }
    return { addresses: [...addresses], aliases: [...aliases], organizationNames: [...names] };
  }

  private async now(organizationId: string): Promise<Frozen<Organization>> {
    return (await this.store.state({ stream: organization, id: [organizationId] }, 0)).state;
  }
}
