import { peopleOnlyPermissions, peoplesPermissions, systemRoles, type Permission, type Role } from '@annals/contracts';
import { allowedUnder, asBegun, type ReferencePolicies } from './reference-policies';
import { ReferenceWorkspaces, type Places } from './reference-workspaces';
import { bitsOf, within, type Bits } from './bits';

const builtIn = new Map<Role, Bits>(
  Object.entries(systemRoles).map(([name, each]) => [name, bitsOf(each.permissions)]),
);
const lower: readonly Role[] = ['member', 'external', 'developer'];
const allButOwner = [...builtIn.keys()].filter((role) => role !== 'owner');
/** What no User admin hands on by a role of the organization's own (domain.md §5, grantable sets). */
const management = bitsOf(
  peoplesPermissions.filter((name) => {
    const [area = '', what] = name.split(/[.:]/);
    if (name === 'org:read' || (area === 'roles' && what === 'read')) return false;
    return ['org', 'roles', 'security', 'billing', 'api_keys'].includes(area);
  }),
);

export interface Invited {
  readonly by: string;
  readonly personId: string;
  readonly places: Places;
  roles: Set<Role>;
}

interface Offer {
  readonly by: string;
  readonly to: string;
  readonly stepsDown: boolean;
}

/**
 * Who may do what by the words of domain.md (I-1, I-3, I-4, B8), written for S15 without anything of what decides: sets
 * are bits, a retired role is replaced everywhere at once, and each path is one condition.
 */
export class ReferencePrivileges {
  readonly members = new Map<string, Set<Role>>();
  readonly suspended = new Set<string>();
  /** Who was a member, and is none now. */
  readonly former = new Set<string>();
  readonly own = new Map<Role, Bits>();
  readonly invited = new Map<string, Invited>();
  readonly workspaces = new ReferenceWorkspaces(this);
  policies = asBegun;
  default: Role = 'member';
  offer: Offer | undefined;

  private allows = (role: Role): Bits => this.own.get(role) ?? allowedUnder(this.policies, role, builtIn.get(role));
  private exists = (role: Role): boolean => !this.policies.hiddenRoles.some((hidden) => hidden === role);
  sum = (roles: Iterable<Role>): Bits => [...roles].reduce((all, role) => all | this.allows(role), 0n);
  held = (personId: string): ReadonlySet<Role> => this.members.get(personId) ?? new Set();
  /** The roles that count: whoever is suspended may nothing, and hands nothing on. */
  active = (personId: string): ReadonlySet<Role> => (this.suspended.has(personId) ? new Set() : this.held(personId));

  /** All that a person may. */
  bits = (personId: string): Bits => this.sum(this.active(personId));
  may = (personId: string, permission: Permission): boolean => within(bitsOf([permission]), this.bits(personId));

  /**
   * What a person may pass on: a User admin also what those may whom they bring in, an Admin what every built-in role
   * but Owner allows (billing where policies keep it from them), whoever owns workspaces what externals may where a policy
   * lets them invite.
   */
  passesOn(personId: string): Bits {
    const mine = this.active(personId);
    const brought = mine.has('user_admin') ? this.sum(lower) : 0n;
    const external = this.policies.workspaceOwnersMayInvite ? this.sum(['external']) : 0n;
    return this.bits(personId) | brought | external | (mine.has('admin') ? this.sum(allButOwner) : 0n);
  }

  reaches(personId: string, roles: Iterable<Role>): boolean {
    const mine = this.active(personId);
    if (mine.has('owner')) return true;
    const byOwn = this.sum([...mine].filter((role) => this.own.has(role)));
    const handsOut = (byOwn & bitsOf(['members.roles:change', 'invitations:manage', 'join_requests:decide'])) !== 0n;
    return [...roles].every((role) => {
      const asked = this.allows(role);
      const isOwn = this.own.has(role);
      if (role === 'owner' || !this.exists(role)) return false;
      if (mine.has('admin') && (!isOwn || within(asked, this.sum(['admin'])))) return true;
      const asUserAdmin = this.sum([...lower, 'user_admin']);
      const harmless = isOwn && within(asked, asUserAdmin) && (asked & management) === 0n;
      if (mine.has('user_admin') && (lower.includes(role) || harmless)) return true;
      return handsOut && within(asked, byOwn);
    });
  }

  /** Whoever owns every workspace it leads into brings in externals where a policy says so. */
  private bringsIn = (by: string, roles: Iterable<Role>, places: Places): boolean =>
    this.reaches(by, roles) ||
    ([...roles].every((role) => role === 'external' && this.exists(role)) && this.workspaces.ownsAll(by, places));

  private promises = (by: string, roles: readonly Role[], places: Places): boolean =>
    roles.every(this.exists) && this.bringsIn(by, roles, places) && this.workspaces.promises(by, roles, places);

  invites = (by: string, roles: readonly Role[], places: Places = new Map()): boolean =>
    this.may(by, 'invitations:manage') && this.promises(by, roles, places);

  invitesHere = (by: string, workspaceId: string, role: string): boolean =>
    this.workspaces.saysWho(by, workspaceId) && this.promises(by, ['external'], new Map([[workspaceId, role]]));

  revokes = (by: string, { roles }: Invited): boolean => this.may(by, 'invitations:manage') && this.reaches(by, roles);

  resends = (by: string, invited: Invited): boolean =>
    this.may(by, 'invitations:manage') &&
    this.bringsIn(by, invited.roles, invited.places) &&
    this.workspaces.stillPromises(by, invited.roles, invited.places);

  accepts = ({ by, personId, roles, places }: Invited): boolean =>
    !this.members.has(personId) &&
    this.active(by).size > 0 &&
    this.bringsIn(by, roles, places) &&
    this.workspaces.stillPromises(by, roles, places);

  /** Who asked, by who may decide about it. */
  letsIn = (by: string, roles: readonly Role[]): boolean =>
    this.may(by, 'join_requests:decide') && roles.every(this.exists) && this.reaches(by, roles);

  /** By a domain: as the default role, and never again after leaving. */
  joins = (personId: string): boolean => !this.members.has(personId) && !this.former.has(personId);

  private isLastOwner = (personId: string): boolean =>
    this.held(personId).has('owner') &&
    ![...this.members.keys()].some((other) => other !== personId && this.active(other).has('owner'));

  changes(by: string, personId: string, roles: readonly Role[]): boolean {
    const before = this.held(personId);
    if (!this.may(by, 'members.roles:change') || !roles.every(this.exists)) return false;
    if (!this.reaches(by, [...before, ...roles])) return false;
    const isSame = before.size === new Set(roles).size && roles.every((role) => before.has(role));
    return isSame || (by !== personId && (roles.includes('owner') || !this.isLastOwner(personId)));
  }

  private endsAccess = (by: string, personId: string): boolean =>
    by !== personId && this.reaches(by, this.held(personId)) && !this.isLastOwner(personId);

  removes = (by: string, personId: string): boolean => this.may(by, 'members:remove') && this.endsAccess(by, personId);
  suspends = (by: string, personId: string): boolean =>
    this.may(by, 'members:suspend') && this.endsAccess(by, personId);
  reinstates = (by: string, personId: string): boolean =>
    this.may(by, 'members:suspend') && this.reaches(by, this.held(personId));

  private mayOwn = (personId: string): boolean => this.active(personId).size > 0;

  leaves(by: string, to: string | undefined): boolean {
    if (!this.may(by, 'members:leave')) return false;
    return to === undefined ? !this.isLastOwner(by) : this.active(by).has('owner') && to !== by && this.mayOwn(to);
  }

  offers(by: string, to: string, stepsDown: boolean): boolean {
    const { offer } = this;
    const isSame = offer?.by === by && offer.to === to && offer.stepsDown === stepsDown;
    if (!this.may(by, 'org:transfer_ownership') || !this.active(by).has('owner')) return false;
    return this.mayOwn(to) && !this.held(to).has('owner') && (offer === undefined || isSame);
  }

  takesOver = (by: string): boolean =>
    this.offer?.to === by && this.may(by, 'org:read') && this.active(this.offer.by).has('owner');

  withdraws = (by: string): boolean =>
    this.offer !== undefined && this.may(by, 'org:transfer_ownership') && this.active(by).has('owner');

  /** What a key of theirs may that was given these. */
  keyMay = (by: string, permissions: readonly Permission[]): Bits =>
    bitsOf(permissions) & this.bits(by) & ~bitsOf(peopleOnlyPermissions);

  private shapes = (by: string, allowed: Bits): boolean =>
    this.may(by, 'roles.custom:manage') && within(allowed, this.bits(by));

  makes = (by: string, permissions: Iterable<string>): boolean =>
    this.policies.customRoles && this.shapes(by, bitsOf(permissions));

  copies = (by: string, role: Role): boolean =>
    this.policies.customRoles && this.exists(role) && this.shapes(by, this.allows(role));

  rewrites = (by: string, role: Role, permissions: readonly Permission[]): boolean =>
    this.own.has(role) && this.shapes(by, bitsOf(permissions) | this.allows(role)) && this.reaches(by, [role]);

  retires(by: string, role: Role, replacedBy: Role | undefined): boolean {
    if (!this.may(by, 'roles.custom:manage') || !this.own.has(role) || !this.reaches(by, [role])) return false;
    const sets = [...this.members.values(), ...[...this.invited.values()].map(({ roles }) => roles)];
    const isDefault = this.default === role;
    if (replacedBy === undefined) return !isDefault && sets.every((roles) => !roles.has(role));
    const widens = this.held(by).has(role) && !within(this.allows(replacedBy), this.bits(by));
    const isOwnerUnasked = isDefault && replacedBy === 'owner';
    const becomes = (roles: ReadonlySet<Role>) => [...roles].map((each) => (each === role ? replacedBy : each));
    const fits = [...this.members].every(
      ([personId, roles]) => !roles.has(role) || this.workspaces.fits(personId, becomes(roles)),
    );
    return (
      fits &&
      replacedBy !== role &&
      this.exists(replacedBy) &&
      this.reaches(by, [replacedBy]) &&
      !widens &&
      !isOwnerUnasked
    );
  }

  setsDefault = (by: string, role: Role): boolean =>
    this.may(by, 'roles.custom:manage') && role !== 'owner' && this.exists(role) && this.reaches(by, [role]);

  /** X9: nobody widens a built-in role beyond what they hold; the default role stays offered. */
  decides(by: string, after: ReferencePolicies): boolean {
    if (!this.may(by, 'org.policy:write')) return false;
    const widened = [...builtIn].map(
      ([role, bits]) => allowedUnder(after, role, bits) & ~allowedUnder(this.policies, role, bits),
    );
    return (
      widened.every((bits) => within(bits, this.bits(by))) &&
      !after.hiddenRoles.some((hidden) => hidden === this.default)
    );
  }

  /** Who is what they were already stays what they are in workspaces, too. */
  becomes(personId: string, roles: readonly Role[]): void {
    const before = this.held(personId);
    const after = new Set(roles);
    this.members.set(personId, after);
    if (before.size !== after.size || roles.some((role) => !before.has(role))) this.workspaces.narrows(personId);
  }

  /** Whoever takes over belongs to nobody else any more. */
  owns(personId: string): void {
    this.members.set(personId, new Set([...this.held(personId), 'owner']));
    this.members.get(personId)?.delete('external');
  }

  /** What somebody was ends with their membership, offers by them and to them too. */
  goes(personId: string): void {
    this.members.delete(personId);
    this.suspended.delete(personId);
    this.former.add(personId);
    this.workspaces.goes(personId);
    if (this.offer?.by === personId || this.offer?.to === personId) this.offer = undefined;
  }

  /** What a role that is retired becomes, wherever it stands. */
  replace(role: Role, replacedBy: Role | undefined): void {
    for (const roles of [...this.members.values(), ...[...this.invited.values()].map((each) => each.roles)])
      if (roles.delete(role) && replacedBy !== undefined) roles.add(replacedBy);
    if (this.default === role) this.default = replacedBy ?? 'member';
    this.own.delete(role);
  }
}
