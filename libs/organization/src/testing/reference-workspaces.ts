import { workspaceRoles, type Permission, type Role } from '@annals/contracts';
import { bitsOf, within, type Bits } from './bits';
import type { ReferencePolicies } from './reference-policies';

const bits = new Map<string, Bits>(
  Object.entries(workspaceRoles).map(([role, { permissions }]) => [role, bitsOf(permissions)]),
);
const ownsAll = (roles: Iterable<Role>): boolean => [...roles].some((role) => role === 'owner' || role === 'admin');
/** Externals build, operate or view. */
const suits = (to: Iterable<Role>, role: string): boolean =>
  [...to].some((each) => each !== 'external') || (role !== 'owner' && role !== 'manager');

/** Workspace → what somebody is to be in it. */
export type Places = ReadonlyMap<string, string>;

/** What people are and may in the organization. */
interface People {
  active(personId: string): ReadonlySet<Role>;
  held(personId: string): ReadonlySet<Role>;
  bits(personId: string): Bits;
  may(personId: string, permission: Permission): boolean;
  readonly policies: ReferencePolicies;
}

/** Somebody says what somebody is in a workspace. */
export interface Assigned {
  readonly by: string;
  readonly workspaceId: string;
  readonly personId: string;
}

/** The same of workspaces, by the words of domain.md §5 and §5.1. */
export class ReferenceWorkspaces {
  /** Workspace → person → what they are there. */
  readonly members = new Map<string, Map<string, string>>();

  constructor(private readonly people: People) {}

  private here = (personId: string, workspaceId: string): string | undefined =>
    this.members.get(workspaceId)?.get(personId);

  /** A workspace's owner says who is what there, its manager too, but for owners. */
  private reaches(by: string, workspaceId: string, role: string): boolean {
    const mine = this.people.active(by);
    if (ownsAll(mine) || mine.has('user_admin')) return true;
    const everywhere = this.people.may(by, 'workspaces.members:assign');
    if (everywhere && within(bits.get(role) ?? 0n, this.people.bits(by))) return true;
    const here = this.here(by, workspaceId);
    return here === 'owner' || (here === 'manager' && role !== 'owner');
  }

  /** Whether somebody says who is in a workspace, by what they are there or in the organization. */
  saysWho(by: string, workspaceId: string): boolean {
    const here = this.here(by, workspaceId);
    const mayHere = this.people.policies.workspaceRoles && (here === 'owner' || here === 'manager');
    const isActive = this.people.active(by).size > 0;
    return isActive && (mayHere || this.people.may(by, 'workspaces.members:assign'));
  }

  /** Whether they own each of these, and a policy lets who does invite. */
  ownsAll(by: string, places: Places): boolean {
    const { workspaceRoles: counts, workspaceOwnersMayInvite: mayInvite } = this.people.policies;
    const owns = [...places.keys()].every((workspaceId) => this.here(by, workspaceId) === 'owner');
    return counts && mayInvite && places.size > 0 && owns;
  }

  private assigns({ by, workspaceId, personId }: Assigned): boolean {
    if (!this.saysWho(by, workspaceId)) return false;
    const to = this.people.held(personId);
    return by !== personId && to.size > 0 && !ownsAll(to);
  }

  private gives = (assigned: Assigned, role: string): boolean =>
    this.assigns(assigned) &&
    this.reaches(assigned.by, assigned.workspaceId, role) &&
    suits(this.people.held(assigned.personId), role);

  adds(assigned: Assigned, role: string): boolean {
    const present = this.here(assigned.personId, assigned.workspaceId);
    const isFree = present === undefined || present === role;
    return this.people.policies.workspaceRoles && isFree && this.gives(assigned, role);
  }

  removes(assigned: Assigned): boolean {
    const present = this.here(assigned.personId, assigned.workspaceId);
    return present !== undefined && this.assigns(assigned) && this.reaches(assigned.by, assigned.workspaceId, present);
  }

  changes = (assigned: Assigned, role: string): boolean => this.removes(assigned) && this.gives(assigned, role);

  promises = (by: string, to: Iterable<Role>, places: Places): boolean =>
    places.size === 0 || (this.people.policies.workspaceRoles && !ownsAll(to) && this.stillPromises(by, to, places));

  stillPromises = (by: string, to: Iterable<Role>, places: Places): boolean =>
    !this.people.policies.workspaceRoles ||
    [...places].every(([workspaceId, role]) => this.reaches(by, workspaceId, role) && suits(to, role));

  /** What was promised, as soon as somebody joins. */
  comes(personId: string, places: Places): void {
    for (const [workspaceId, role] of places) this.members.get(workspaceId)?.set(personId, role);
  }

  /** Whether somebody may be, with these roles, what they are wherever they are something. */
  fits = (personId: string, roles: Iterable<Role>): boolean =>
    [...this.members.keys()].every((where) => suits(roles, this.here(personId, where) ?? 'viewer'));

  /** An external builds at most. */
  narrows(personId: string): void {
    for (const members of this.members.values()) {
      const here = members.get(personId);
      if (here !== undefined && !suits(this.people.held(personId), here)) members.set(personId, 'builder');
    }
  }

  goes(personId: string): void {
    for (const members of this.members.values()) members.delete(personId);
  }
}
