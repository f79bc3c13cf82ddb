import { z } from 'zod';
import { peoplesPermissions, type Permission } from '../../permissions';
import { askedRole, role } from '../../roles';
import { effect, id, instant, line, page, paged, reason, word } from '../../words';

/** What people may hold; bots have theirs by their keys. */
const permissions = z
  .array(z.enum(peoplesPermissions as [Permission, ...Permission[]]))
  .min(1)
  .max(peoplesPermissions.length);
const name = line(1, 60);

export const RoleParams = z.object({ organizationId: id, roleId: id });

/** POST …/roles */
export const CreateRole = z.strictObject({ name, permissions, reason }).meta({ id: 'CreateRole' });
/** POST …/roles/{roleId}/rename, /permissions, /clone, /retire */
export const RenameRole = z.strictObject({ name, reason }).meta({ id: 'RenameRole' });
export const ChangeRolePermissions = z.strictObject({ permissions, reason }).meta({ id: 'ChangeRolePermissions' });
export const RetireRole = z.strictObject({ replacedBy: askedRole.optional(), reason }).meta({ id: 'RetireRole' });
/** POST …/roles/clone: of a built-in one, too. */
export const CloneRole = z.strictObject({ role: askedRole, name, reason }).meta({ id: 'CloneRole' });
/** POST …/roles/default */
export const SetDefaultRole = z.strictObject({ role: askedRole, reason }).meta({ id: 'SetDefaultRole' });
export const RoleEffect = z.object({ roleId: id, ...effect }).meta({ id: 'RoleEffect' });
export const DefaultRoleEffect = z.object({ organizationId: id, ...effect }).meta({ id: 'DefaultRoleEffect' });

/** GET …/roles: the built-in ones in the order in which they are offered, then the organization's own by age. */
export const ListRoles = z.strictObject({ ...page });
export const RoleEntry = z
  .object({
    role,
    name: z.string(),
    builtIn: z.boolean(),
    permissions: z.array(word()),
    /** Active members who hold it. */
    members: z.int(),
    /** Open invitations as it. */
    invited: z.int(),
    isDefault: z.boolean(),
    /** Whether who asks may grant it and take it away. */
    grantable: z.boolean(),
    createdAt: instant.nullable(),
  })
  .meta({ id: 'Role' });
export const Roles = z.object({ ...paged(RoleEntry) }).meta({ id: 'Roles' });
