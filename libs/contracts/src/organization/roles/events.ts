import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { permission } from '../../permissions';
import { role } from '../../roles';
import { id, line, word } from '../../words';

/** What a role allows, as it was decided: a permission that a release does not know grants nothing there. */
const allowed = z.array(word(permission.options)).max(100);

export const roleCreated = defineEvent('RoleCreated', {
  data: { roleId: id, permissions: allowed, copiedFrom: role.optional() },
  text: { name: line(1, 60) },
});
export const roleRenamed = defineEvent('RoleRenamed', { data: { roleId: id }, text: { name: line(1, 60) } });
export const rolePermissionsChanged = defineEvent('RolePermissionsChanged', {
  data: { roleId: id, permissions: allowed },
});
/** Who held it, or was invited as it, has `replacedBy` from here on; absent where nobody did. */
export const roleRetired = defineEvent('RoleRetired', { data: { roleId: id, replacedBy: role.optional() } });
export const defaultRoleSet = defineEvent('DefaultRoleSet', { data: { role } });

export const rolesEvents = { roleCreated, roleRenamed, rolePermissionsChanged, roleRetired, defaultRoleSet };
export type RolesEvent = EventOf<(typeof rolesEvents)[keyof typeof rolesEvents]>;
