import { z } from 'zod';
import { peoplesPermissions, type Permission } from '../../permissions';
import { roleName, systemRole, systemRoles, type Role, type SystemRole } from '../../roles';
import { inWords } from '../../words';

/** Built-in roles that an organization can do without: an owner it needs, and whoever joins unasked is a member. */
export const hideableRole = systemRole.exclude(['owner', 'member']);

/** What an organization calls its owners, and its rooms (X4, X7). The API says `owner` and `workspace` only. */
export const ownerTerms = { owner: systemRoles.owner.name, organization_admin: 'Organization admin' } as const;
export const workspaceTerms = { workspace: 'Workspace', project: 'Project' } as const;
/** What its members see of apps that are not theirs (X11). */
export const catalogueTerms = { assigned_only: 'Their own', names_and_owners: 'All, by name and owner' } as const;
/** What people read for a built-in role where owners are called so; undefined of an organization's own. */
export const roleNameUnder = (ownerTerm: string, role: Role): string | undefined =>
  role === 'owner' ? inWords(ownerTerms, ownerTerm) : roleName(role);
const oneOf = <Word extends string>(terms: Readonly<Record<Word, string>>) =>
  z.enum(Object.keys(terms) as [Word, ...Word[]]);

/** Runs are seen for so long at least. */
export const fewestRunsKeptDays = 7;

/** For how many days runs are seen, of an organization or a workspace (W23). */
export const runsKeptDays = z.int().min(fewestRunsKeptDays).max(3650).nullable();

/** So many days an erasure waits at most: whoever asks to be forgotten is, without undue delay. */
export const MOST_HOLD_DAYS = 30;

/** What an organization may decide about itself (domain.md §1.4), with what each may be set to. */
export const OrganizationPolicies = z.strictObject({
  /** Not offered here any more; who has one keeps it (X4). */
  hiddenRoles: z.array(hideableRole).max(hideableRole.options.length),
  /** Whether roles of its own can be made (X4). */
  customRoles: z.boolean(),
  ownerTerm: oneOf(ownerTerms),
  workspaceTerm: oneOf(workspaceTerms),
  /** Whether people have roles in workspaces. Without, Members see all bots and runs, by the organization alone (X6). */
  workspaceRoles: z.boolean(),
  membersMayCreateWorkspaces: z.boolean(),
  /** Whether who owns a workspace may invite externals into it. */
  workspaceOwnersMayInvite: z.boolean(),
  /** Whether Admins look after what is paid (X9). */
  adminHasBilling: z.boolean(),
  /** Whether Admins may delete the organization as Owners do (X8). */
  adminMayDelete: z.boolean(),
  /** Whether people may leave on their own: Owners and Admins always may (W24). */
  membersMayLeave: z.boolean(),
  /** Whether people who do not belong to it see what it is called, and may ask to (A14). */
  discoverable: z.boolean(),
  /** Whether only addresses at verified domains of the organization come in (I-6). */
  ownDomainsOnly: z.boolean(),
  /** What Members see of apps that are not theirs: nothing, or what each is called and who owns it (X11). */
  catalogue: oneOf(catalogueTerms),
  /** So many links to invitations may be mailed in a day (I-8). */
  invitationsPerDay: z.int().min(1).max(10_000),
  /** Whether who is nothing but an external takes a seat as everybody else does (I-2, W15). */
  externalsTakeSeats: z.boolean(),
  /** For how many days runs are seen in the history; null: for ever (W23). Workspaces may say otherwise. */
  runsKeptDays,
  /** Whether passages and questions may be given to the operator's endpoint, to be found by meaning (D8). */
  knowledgeByMeaning: z.boolean(),
  /** For how many days it can be called off that somebody is erased, once it was approved (E6). */
  erasureHoldDays: z.int().min(0).max(MOST_HOLD_DAYS),
});
export type OrganizationPolicies = Readonly<z.output<typeof OrganizationPolicies>>;
/** What is asked to become true; what is left out stays as it is. */
export type PoliciesAsked = { readonly [Name in keyof OrganizationPolicies]?: OrganizationPolicies[Name] | undefined };
export type PolicyName = keyof OrganizationPolicies;
/** The same as it is stored and answered: another release may have written words that this one does not know. */
export type PoliciesInForce = Omit<
  OrganizationPolicies,
  'hiddenRoles' | 'ownerTerm' | 'workspaceTerm' | 'catalogue'
> & {
  readonly hiddenRoles: readonly string[];
  readonly ownerTerm: string;
  readonly workspaceTerm: string;
  readonly catalogue: string;
};
export const policyNames = OrganizationPolicies.keyof().options;

/** What of it changes what roles there are and what they allow. */
export type RolePolicies = Pick<
  PoliciesInForce,
  'workspaceRoles' | 'membersMayCreateWorkspaces' | 'adminHasBilling' | 'adminMayDelete' | 'membersMayLeave'
>;

/**
 * What holds in an organization whose history says nothing of it. Frozen for ever, as older histories mean it; a new
 * organization says what is otherwise in its first append.
 */
export const unsaidPolicies: OrganizationPolicies = {
  hiddenRoles: [],
  customRoles: true,
  ownerTerm: 'owner',
  workspaceTerm: 'workspace',
  workspaceRoles: true,
  membersMayCreateWorkspaces: false,
  workspaceOwnersMayInvite: false,
  adminHasBilling: true,
  adminMayDelete: false,
  membersMayLeave: true,
  discoverable: false,
  ownDomainsOnly: false,
  catalogue: 'assigned_only',
  invitationsPerDay: 100,
  externalsTakeSeats: true,
  runsKeptDays: null,
  knowledgeByMeaning: false,
  erasureHoldDays: 7,
};

const isBilling = (name: Permission): boolean =>
  /^(?:org\.billing_address|subscription|payment_methods|billing_info|invoices|credits|channel_fees):/.test(name);

/** What a built-in role does not allow under an organization's policies, though the catalogue has it. */
function withheld(role: SystemRole, { adminHasBilling, membersMayLeave }: RolePolicies): readonly Permission[] {
  if (role === 'owner') return [];
  if (role === 'admin') return adminHasBilling ? [] : peoplesPermissions.filter(isBilling);
  return membersMayLeave ? [] : ['members:leave'];
}

/** What it allows beyond the catalogue. */
function added(role: SystemRole, policies: RolePolicies): readonly Permission[] {
  const { workspaceRoles, membersMayCreateWorkspaces, adminMayDelete } = policies;
  if (role === 'admin') return adminMayDelete ? ['org:delete'] : [];
  if (role !== 'member' && role !== 'developer') return [];
  return [
    ...(workspaceRoles ? [] : (['workspaces:list_all', 'bots:read', 'runs:read'] as const)),
    ...(membersMayCreateWorkspaces ? (['workspaces:create'] as const) : []),
  ];
}

/** What a built-in role allows under these policies; undefined where that is what the catalogue says. */
export function allowedUnder(policies: RolePolicies, role: SystemRole): readonly Permission[] | undefined {
  const [less, more] = [withheld(role, policies), added(role, policies)];
  if (less.length + more.length === 0) return undefined;
  return [...systemRoles[role].permissions, ...more].filter((name) => !less.includes(name));
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is said anew: the values of `asked` that are not those of `before`. */
export function policiesChanged(before: PoliciesInForce, asked: PoliciesAsked): Partial<OrganizationPolicies> {
  const changed = policyNames.filter((name) => asked[name] !== undefined && !isSame(asked[name], before[name]));
  return Object.fromEntries(changed.map((name) => [name, asked[name]]));
}
