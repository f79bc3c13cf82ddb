import { peopleOnlyPermissions, peoplesPermissions, systemRoles, type Permission, type Role } from '@annals/contracts';

/** A set of permissions as the bits of one number. */
type Bits = bigint;

const place = new Map<string, Bits>(peoplesPermissions.map((name, n) => [name, 1n << BigInt(n)]));
export const bitsOf = (names: Iterable<string>): Bits =>
  [...names].reduce((all, name) => all | (place.get(name) ?? 0n), 0n);
const within = (part: Bits, whole: Bits): boolean => (part & ~whole) === 0n;

const builtIn = new Map<Role, Bits>(
  Object.entries(systemRoles).map(([name, each]) => [name, bitsOf(each.permissions)]),
);
const lower: readonly Role[] = ['member', 'external', 'developer'];
const lowerBits = lower.reduce((all, role) => all | (builtIn.get(role) ?? 0n), 0n);
/** What no User admin hands on by a role of the organization's own (domain.md §5, grantable sets). */
const management = bitsOf(
  peoplesPermissions.filter((name) => {
    const [area = '', what] = name.split(/[.:]/);
    if (name === 'org:read' || (area === 'roles' && what === 'read')) return false;
    return ['org', 'roles', 'security', 'billing', 'api_keys'].includes(area);
  }),
);

interface Invited {
  readonly by: string;
  readonly personId: string;
  roles: Set<Role>;
}

/**
 * Who may do what by the words of domain.md (I-1, I-3, I-4, B8), written for S15 without anything of what decides: sets
 * are bits, a retired role is replaced everywhere at once, and each path is one condition.
 */
export class ReferencePrivileges {
  readonly members = new Map<string, Set<Role>>();
  readonly own = new Map<Role, Bits>();
  readonly invited = new Map<string, Invited>();
  default: Role = 'member';

  private allows = (role: Role): Bits => this.own.get(role) ?? builtIn.get(role) ?? 0n;
  private sum = (roles: Iterable<Role>): Bits => [...roles].reduce((all, role) => all | this.allows(role), 0n);
  private held = (personId: string): ReadonlySet<Role> => this.members.get(personId) ?? new Set();

  /** All that a person may. */
  bits = (personId: string): Bits => this.sum(this.held(personId));
  may = (personId: string, permission: Permission): boolean => within(bitsOf([permission]), this.bits(personId));

  /** What a person may pass on: a User admin also what those may whom they bring in. */
  passesOn = (personId: string): Bits => this.bits(personId) | (this.held(personId).has('user_admin') ? lowerBits : 0n);

  reaches(personId: string, roles: Iterable<Role>): boolean {
    const mine = this.held(personId);
    if (mine.has('owner')) return true;
    const byOwn = this.sum([...mine].filter((role) => this.own.has(role)));
    const handsOut = (byOwn & bitsOf(['members.roles:change', 'invitations:manage'])) !== 0n;
    return [...roles].every((role) => {
      const asked = this.allows(role);
      const isOwn = this.own.has(role);
      if (role === 'owner') return false;
      if (mine.has('admin') && (!isOwn || within(asked, this.sum(['admin'])))) return true;
      const asUserAdmin = lowerBits | this.sum(['user_admin']);
      const harmless = isOwn && within(asked, asUserAdmin) && (asked & management) === 0n;
      if (mine.has('user_admin') && (lower.includes(role) || harmless)) return true;
      return handsOut && within(asked, byOwn);
    });
  }

  invites = (by: string, roles: readonly Role[]): boolean =>
    this.may(by, 'invitations:manage') && this.reaches(by, roles);

  /** Sends it again, or takes it back. */
  handles = (by: string, invitationId: string): boolean =>
    this.may(by, 'invitations:manage') && this.reaches(by, this.invited.get(invitationId)?.roles ?? []);

  accepts(invitationId: string): boolean {
    const invited = this.invited.get(invitationId);
    return invited !== undefined && this.members.has(invited.by) && this.reaches(invited.by, invited.roles);
  }

  private isLastOwner = (personId: string): boolean =>
    this.held(personId).has('owner') && [...this.members.values()].filter((roles) => roles.has('owner')).length === 1;

  changes(by: string, personId: string, roles: readonly Role[]): boolean {
    const before = this.held(personId);
    if (!this.may(by, 'members.roles:change') || !this.reaches(by, [...before, ...roles])) return false;
    const isSame = before.size === new Set(roles).size && roles.every((role) => before.has(role));
    return isSame || (by !== personId && (roles.includes('owner') || !this.isLastOwner(personId)));
  }

  removes = (by: string, personId: string): boolean =>
    this.may(by, 'members:remove') &&
    by !== personId &&
    this.reaches(by, this.held(personId)) &&
    !this.isLastOwner(personId);

  /** What a key of theirs may that was given these. */
  keyMay = (by: string, permissions: readonly Permission[]): Bits =>
    bitsOf(permissions) & this.bits(by) & ~bitsOf(peopleOnlyPermissions);

  makes = (by: string, permissions: Iterable<string>): boolean =>
    this.may(by, 'roles.custom:manage') && within(bitsOf(permissions), this.bits(by));

  copies = (by: string, role: Role): boolean =>
    this.may(by, 'roles.custom:manage') && within(this.allows(role), this.bits(by));

  rewrites = (by: string, role: Role, permissions: readonly Permission[]): boolean =>
    this.own.has(role) && this.makes(by, permissions) && this.copies(by, role) && this.reaches(by, [role]);

  retires(by: string, role: Role, replacedBy: Role | undefined): boolean {
    if (!this.may(by, 'roles.custom:manage') || !this.own.has(role) || !this.reaches(by, [role])) return false;
    const sets = [...this.members.values(), ...[...this.invited.values()].map(({ roles }) => roles)];
    const isDefault = this.default === role;
    if (replacedBy === undefined) return !isDefault && sets.every((roles) => !roles.has(role));
    const widens = this.held(by).has(role) && !within(this.allows(replacedBy), this.bits(by));
    const isOwnerUnasked = isDefault && replacedBy === 'owner';
    return replacedBy !== role && this.reaches(by, [replacedBy]) && !widens && !isOwnerUnasked;
  }

  setsDefault = (by: string, role: Role): boolean =>
    this.may(by, 'roles.custom:manage') && role !== 'owner' && this.reaches(by, [role]);

  /** What a role that is retired becomes, wherever it stands. */
  replace(role: Role, replacedBy: Role | undefined): void {
    for (const roles of [...this.members.values(), ...[...this.invited.values()].map((each) => each.roles)])
      if (roles.delete(role) && replacedBy !== undefined) roles.add(replacedBy);
    if (this.default === role) this.default = replacedBy ?? 'member';
    this.own.delete(role);
  }
}
