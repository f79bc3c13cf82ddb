import { z } from 'zod';
import { peoplesPermissions, permission as permissionNames, type Permission } from '../../permissions';
import { askedRole, namedRoles, role } from '../../roles';
import { effect, id, instant, line, page, paged, personal, reason, word } from '../../words';
import { storedWorkspaceRole } from '../../workspace-roles';
import { MOST_WORKSPACES } from '../workspaces/api';

/** So many roles of one person are named that allow something. */
const MOST_GRANTS = 20;

/** What people may hold; bots have theirs by their keys. */
const permissions = z
  .array(z.enum(peoplesPermissions as [Permission, ...Permission[]]))
  .min(1)
  .max(peoplesPermissions.length);
const name = line(1, 60);
const purpose = line(1, 120);

/** A built-in role can be named, too, so that it is said of it that nobody changes it. */
export const RoleParams = z.object({ organizationId: id, roleId: askedRole });

/** POST …/roles */
export const CreateRole = z.strictObject({ name, purpose: purpose.optional(), permissions }).meta({ id: 'CreateRole' });
/** POST …/roles/{roleId}/rename, /purpose, /permissions, /retire */
export const RenameRole = z.strictObject({ name, reason }).meta({ id: 'RenameRole' });
/** What it is for; absent: nobody says. */
export const ChangeRolePurpose = z
  .strictObject({ purpose: purpose.optional(), reason })
  .meta({ id: 'ChangeRolePurpose' });
export const ChangeRolePermissions = z.strictObject({ permissions, reason }).meta({ id: 'ChangeRolePermissions' });
export const RetireRole = z.strictObject({ replacedBy: askedRole.optional(), reason }).meta({ id: 'RetireRole' });
export const RoleEffect = z.object({ roleId: role, ...effect }).meta({ id: 'RoleEffect' });
/** POST …/roles/clone: of a built-in one, too. What the copy is for is said anew. */
export const CloneRole = z
  .strictObject({ role: askedRole, name, purpose: purpose.optional() })
  .meta({ id: 'CloneRole' });
/** POST …/roles/default */
export const SetDefaultRole = z.strictObject({ role: askedRole, reason }).meta({ id: 'SetDefaultRole' });
export const DefaultRoleEffect = z.object({ organizationId: id, role, ...effect }).meta({ id: 'DefaultRoleEffect' });

/** GET …/roles: the built-in ones in the order in which they are offered, then the organization's own by age. */
export const ListRoles = z.strictObject({ ...page });
export const RoleEntry = z
  .object({
    role,
    name: z.string(),
    /** What it is for; null where nobody says. */
    purpose: z.string().nullable(),
    builtIn: z.boolean(),
    permissions: z.array(word()),
    /** Members who hold it, suspended ones too. */
    members: z.int(),
    /** Open invitations as it. */
    invited: z.int(),
    isDefault: z.boolean(),
    /** Whether who asks may grant it and take it away. */
    grantable: z.boolean(),
    createdAt: instant.nullable(),
    /** When its name, its purpose or what it allows was last changed. */
    changedAt: instant.nullable(),
  })
  .meta({ id: 'Role' });
export const Roles = z.object({ ...paged(RoleEntry) }).meta({ id: 'Roles' });

/** Of so many single bots it is said what somebody may. */
export const MOST_SINGLE_BOTS = 1_000;
/** GET …/me/permissions: what who asks may do here, each with the roles that allow it; a key has no roles. */
export const MyPermissions = z
  .object({
    permissions: z.array(z.object({ permission: word(), roles: z.array(role) })).max(permissionNames.options.length),
    /** What they may beside that, in each workspace that they were added to. */
    workspaces: z
      .array(z.object({ workspaceId: id, role: storedWorkspaceRole, permissions: z.array(word()) }))
      .max(MOST_WORKSPACES),
    /** And with single bots: that were shared with them (the level), or are theirs (`owner`). */
    bots: z.array(z.object({ botId: id, level: word(), permissions: z.array(word()) })).max(MOST_SINGLE_BOTS),
    /** There are more single bots than are said. */
    moreBots: z.boolean(),
  })
  .meta({ id: 'MyPermissions' });

/** The event that gave it: its place in the organization's stream, and among all events of the organization. */
const giving = z.object({ type: z.string(), sequence: z.int(), revision: z.int(), at: instant });
/** What allows it: how they came to the role, and the role to the permission (null: it is built in). */
const grants = z.array(z.object({ role, name: z.string(), given: giving, allows: giving.nullable() })).max(MOST_GRANTS);
/** What somebody is in a workspace. */
const there = z.object({
  workspaceId: id,
  /** null: nothing. */
  role: storedWorkspaceRole.nullable(),
  /** The role of the organization that makes them so; null where they were added. */
  inheritedFrom: role.nullable(),
  given: giving.nullable(),
  /** Whether that role allows it there; one that somebody was added as does not while workspaces have no roles. */
  allows: z.boolean(),
});

/** GET …/access?permission=: who may, in the order of joining; with a workspace: who may in it. */
export const ListAccess = z.strictObject({ permission: permissionNames, workspace: id.optional(), ...page });
export const AccessEntry = z
  .object({
    personId: id,
    alias: personal,
    /** Roles of the organization that allow it; none where it is only what they are in the workspace. */
    ...namedRoles,
    grants,
    /** null: no workspace was asked about. */
    workspace: there.nullable(),
    /** The event since which they may without a break, as far as what allows it now tells. */
    since: giving.nullable(),
  })
  .meta({ id: 'Access' });
export const AccessEntries = z.object({ ...paged(AccessEntry), total: z.int() }).meta({ id: 'AccessList' });

/** Of so many people it is said at once what became of them. */
const MOST_COMPARED = 100;
const standing = z.enum(['may', 'may_not', 'suspended', 'left']);
/** GET …/access/people: whether these people may; their ids with commas between them. */
export const CompareAccess = z.strictObject({
  permission: permissionNames,
  workspace: id.optional(),
  people: z
    .string()
    .max(MOST_COMPARED * 37)
    .transform((text) => text.split(','))
    .pipe(z.array(id).min(1).max(MOST_COMPARED))
    .meta({ example: '00000000-0000-4000-8000-000000000001' }),
});
export const ComparedAccess = z
  .object({
    people: z
      .array(
        z.object({
          personId: id,
          standing,
          /** The event that ended their membership; null for members. */
          left: giving.nullable(),
        }),
      )
      .max(MOST_COMPARED),
  })
  .meta({ id: 'ComparedAccess' });

/** GET …/explain: without a person, of oneself; with a workspace, of what somebody may in it. */
export const ExplainAccess = z.strictObject({
  permission: permissionNames,
  person: id.optional(),
  workspace: id.optional(),
});
export const AccessExplanation = z
  .object({
    personId: id,
    permission: word(),
    allowed: z.boolean(),
    /** Then nothing is allowed, whatever the grants say, until they are reinstated. */
    suspended: z.boolean(),
    ...namedRoles,
    grants,
    /** null: no workspace was asked about. */
    workspace: there.nullable(),
    /**
     * Where it is not allowed: the roles that would allow it, and who could grant them; null for who may not see people
     * (W15).
     */
    wouldAllow: z
      .array(
        z.object({
          role,
          name: z.string(),
          grantedBy: z.object({ people: z.array(id).max(5), total: z.int() }).nullable(),
        }),
      )
      .max(100),
  })
  .meta({ id: 'AccessExplanation' });
