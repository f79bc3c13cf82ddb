import { granted, refused } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import type { Frozen } from '@annals/kernel';
import { Memberships, type Membership, type MembershipRead, type Standing } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { organization, type Organization } from './organization';
import { ownRoles } from './roles';
import { workspacesOf } from './workspaces';
import { unlessPurged } from './unless-purged';
import { memberOfUser, type Member, type People } from './people';

/**
 * What a person may do, from the organization's own stream, at most 2 s old (history.md §3): guards never ask a view.
 */
@Injectable()
export class OrganizationMemberships extends Memberships {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {
    super();
  }

  async standing(organizationId: string): Promise<Standing> {
    const { state } = await this.store.state({ stream: organization, id: [organizationId] });
    const { status, since } = state.lifecycle;
    return { status, since };
  }

  /** @throws Refused ORG_PURGED for whoever belonged to an organization that was purged */
  async of(organizationId: string, userId: string, read: MembershipRead = {}): Promise<Membership | undefined> {
    const found = await this.find(organizationId, read, (people) => memberOfUser(people, userId));
    if (found === 'purged' && (await this.vault.purges.wasMember(organizationId, userId))) throw refused('ORG_PURGED');
    return found === 'purged' ? undefined : found;
  }

  async ofPerson(organizationId: string, personId: string, read: MembershipRead = {}): Promise<Membership | undefined> {
    const found = await this.find(organizationId, read, (people) => people.members.get(personId));
    return found === 'purged' ? undefined : found;
  }

  /** X11: whether members see all apps by name and owner. */
  async showsAll(organizationId: string): Promise<boolean> {
    const { state } = await this.store.state({ stream: organization, id: [organizationId] });
    return state.policies.inForce.catalogue === 'names_and_owners';
  }

  /** D8: whether texts of knowledge may leave the installation, to be found by meaning. */
  async mayLeave(organizationId: string, fresh: boolean): Promise<boolean> {
    const { state } = await this.store.state({ stream: organization, id: [organizationId] }, fresh ? 0 : undefined);
    return state.policies.inForce.knowledgeByMeaning;
  }

  async accountOf(organizationId: string, personId: string): Promise<string | undefined> {
    const read = await this.read(organizationId, true);
    if (read === 'purged') return undefined;
    const { members, former } = read.state.people;
    return (members.get(personId) ?? former.get(personId))?.userId;
  }

  private async find(
    organizationId: string,
    { fresh = false, evenSuspended = false }: MembershipRead,
    member: (people: Frozen<People>) => Frozen<Member> | undefined,
  ): Promise<Membership | 'purged' | undefined> {
    const read = await this.read(organizationId, fresh);
    if (read === 'purged') return read;
    const { state, revision } = read;
    const found = member(state.people);
    if (!found || (found.suspended && !evenSuspended)) return undefined;
    const { personId, roles, membership } = found;
    const { workspaceRoles } = state.policies.inForce;
    const workspaces = workspaceRoles ? workspacesOf(state.workspaces, personId) : new Map<string, string>();
    return { personId, roles, granted: granted(roles, ownRoles(state)), workspaces, membership, revision };
  }

  /** Of a purged organization nothing can be read any more: its key is gone. */
  private async read(
    organizationId: string,
    fresh: boolean,
  ): Promise<{ readonly state: Frozen<Organization>; readonly revision: number } | 'purged'> {
    const target = { stream: organization, id: [organizationId] } as const;
    const read = await unlessPurged(this.vault, organizationId, () =>
      fresh ? this.store.state(target, 0) : this.store.state(target),
    );
    return read === undefined || read.state.lifecycle.status === 'deleted' ? 'purged' : read;
  }
}
