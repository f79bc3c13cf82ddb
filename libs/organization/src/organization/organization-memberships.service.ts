import { granted } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import type { Frozen } from '@annals/kernel';
import { Memberships, type Membership, type MembershipRead, type Standing } from '@annals/platform';
import { Injectable } from '@nestjs/common';
import { organization } from './organization';
import { ownRoles } from './roles';
import { workspacesOf } from './workspaces';
import { memberOfUser, type Member, type People } from './people';

/**
 * What a person may do, from the organization's own stream, at most 2 s old (history.md §3): guards never ask a view.
 */
@Injectable()
export class OrganizationMemberships extends Memberships {
  constructor(private readonly store: EventStore) {
    super();
  }

  async standing(organizationId: string): Promise<Standing> {
    const { state } = await this.store.state({ stream: organization, id: [organizationId] });
    const { status, since } = state.lifecycle;
    return { status, since };
  }

  of(organizationId: string, userId: string, read: MembershipRead = {}): Promise<Membership | undefined> {
    return this.find(organizationId, read, (people) => memberOfUser(people, userId));
  }

  ofPerson(organizationId: string, personId: string, read: MembershipRead = {}): Promise<Membership | undefined> {
    return this.find(organizationId, read, (people) => people.members.get(personId));
  }

  private async find(
    organizationId: string,
    { fresh = false, evenSuspended = false }: MembershipRead,
    member: (people: Frozen<People>) => Frozen<Member> | undefined,
  ): Promise<Membership | undefined> {
    const target = { stream: organization, id: [organizationId] } as const;
    const { state, revision } = await (fresh ? this.store.state(target, 0) : this.store.state(target));
    const found = member(state.people);
    if (!found || (found.suspended && !evenSuspended)) return undefined;
    const { personId, roles, membership } = found;
    const workspaces = workspacesOf(state.workspaces, personId);
    return { personId, roles, granted: granted(roles, ownRoles(state.roles)), workspaces, membership, revision };
  }
}
