import {
  granted,
  memberAdded,
  roleCreated,
  systemRole,
  workspaceMemberAdded,
  workspacePermissionsOf,
  type OrganizationEvent,
  type Permission,
  type Role,
  type WorkspaceRole,
} from '@annals/contracts';
import { fold, Refused, someFacts, type Decide, type Facts, type Frozen, type Instant } from '@annals/kernel';
import { organization, type Organization } from '../organization/organization';
import { activeMember } from '../organization/people';
import { ownRoles } from '../organization/roles';
import { customs, olga, withCustoms, workspaceId } from './some-organization';
import { bitsOf, type Bits } from './bits';
import type { ReferencePolicies } from './reference-policies';
import { ReferencePrivileges } from './reference-privileges';

/** What somebody tries. Its numbers pick something of what there is then. */
export interface Act<Path extends string = string> {
  readonly path: Path;
  readonly by: number;
  readonly whom: number;
  readonly roles: readonly number[];
  readonly permissions: readonly Permission[];
  readonly which: number;
  /** Yes or no, where a path has a choice. */
  readonly chooses: boolean;
  readonly as: WorkspaceRole;
  readonly places: readonly (readonly [number, WorkspaceRole])[];
  /** The roles in each line of a list; none: those of the whole list. */
  readonly lines: readonly (readonly number[])[];
  readonly policies: Partial<ReferencePolicies>;
}

/** What both sides make of an act. */
export interface Outcome {
  readonly expected: boolean;
  readonly events: readonly OrganizationEvent[] | undefined;
  /** What whoever stands behind it may pass on. */
  readonly passedOn: Bits;
  /** What becomes true in the reference. */
  readonly apply: () => void;
  /** More that has to be the same on both sides. */
  readonly same?: readonly [said: unknown, expected: unknown];
}

export type Path = (both: Both, act: Act) => Outcome;

interface Guarded {
  readonly by: string;
  readonly permission?: Permission;
  /** Where it is enough to hold the permission there. */
  readonly workspaceId?: string;
}

/** Both sides of one organization: what decides, and the reference. */
export class Both {
  readonly state = fold(organization, withCustoms);
  readonly reference = new ReferencePrivileges();
  /** It stands still until it is moved. */
  now: Instant = someFacts.now;
  private made = 0;

  /** Everybody is something in a workspace from the beginning, as they may have become it by other roles. */
  constructor(
    own: readonly (readonly Permission[])[],
    holders: readonly (readonly [roles: readonly number[], here: WorkspaceRole])[],
  ) {
    this.reference.members.set(olga.personId, new Set(['owner']));
    for (const each of [workspaceId, customs]) this.reference.workspaces.members.set(each, new Map());
    for (const permissions of own) {
      const roleId = this.next('own');
      this.add([roleCreated({ roleId, permissions: [...permissions] }, { name: roleId })]);
      this.reference.own.set(roleId, bitsOf(permissions));
    }
    for (const [held, here] of holders) {
      const personId = this.next('person');
      const roles = this.roles(held);
      this.add([
        memberAdded({ personId, userId: `of-${personId}`, roles, via: 'invitation' }, { email: 'a@b.c', alias: 'A' }),
        workspaceMemberAdded({ workspaceId: customs, personId, role: here }),
      ]);
      this.reference.members.set(personId, new Set(roles));
      this.reference.workspaces.comes(personId, new Map([[customs, here]]));
    }
  }

  next = (noun: string): string => `${noun}-${(this.made += 1)}`;
  add = (events: readonly OrganizationEvent[]): void => void fold(organization, events, this.state);
  role = (n: number): Role => pick([...systemRole.options, ...this.reference.own.keys()], n);
  roles = (all: readonly number[]): Role[] => [...new Set(all.map(this.role))];
  person = (n: number): string => pick([...this.reference.members.keys()], n);
  workspace = (n: number): string => pick([...this.reference.workspaces.members.keys()], n);
  bits = (personId: string): Bits => bitsOf(this.grants(personId).keys());
  grants = (personId: string) => granted(this.active(personId)?.roles ?? [], ownRoles(this.state));
  private active = (personId: string) => activeMember(this.state.people, personId);

  /** As the guard sees it: by roles of the organization, or by what somebody is in the workspace. */
  private may({ by, permission, workspaceId: where = '' }: Guarded): boolean {
    if (permission === undefined || this.grants(by).has(permission)) return true;
    if (!this.state.policies.inForce.workspaceRoles || this.active(by) === undefined) return false;
    const here = this.state.workspaces.all.get(where)?.members.get(by);
    return here !== undefined && workspacePermissionsOf(here).includes(permission);
  }

  /** What the guard and then the decision make of it; undefined where one of them says no. */
  try<C>(
    decide: Decide<Organization, C, OrganizationEvent>,
    command: C,
    guarded: Guarded,
  ): readonly OrganizationEvent[] | undefined {
    if (!this.may(guarded)) return undefined;
    return unlessRefused(() => decide(this.state as Frozen<Organization>, command, this.facts(guarded.by)));
  }

  facts = (by: string): Facts => ({ ...someFacts, now: this.now, actor: `user:${this.userOf(by)}`, id: this.next });
  userOf = (personId: string): string => (personId === olga.personId ? olga.userId : `of-${personId}`);
}

export const pick = <T>(all: readonly T[], n: number): T => {
  const found = all[n % all.length];
  if (found === undefined) throw new Error('There is nothing to pick from');
  return found;
};

export function unlessRefused<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

export const nothing = (): void => undefined;
