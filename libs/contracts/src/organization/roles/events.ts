import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { permission } from '../../permissions';
import { role } from '../../roles';
import { id, line, word } from '../../words';

/** What a role allows, as it was decided: a permission that a release does not know grants nothing there. */
const allowed = z.array(word(permission.options)).max(100);

const purpose = line(1, 120);

/** `purpose`: what it is for, in the words of who made it. Version 1 had none. */
export const roleCreated = defineEvent('RoleCreated', {
  version: 2,
  data: { roleId: id, permissions: allowed, copiedFrom: role.optional() },
  text: { name: line(1, 60), purpose: purpose.optional() },
});
export const roleRenamed = defineEvent('RoleRenamed', { data: { roleId: id }, text: { name: line(1, 60) } });
/** What it is for from here on; absent: nobody says. */
export const rolePurposeChanged = defineEvent('RolePurposeChanged', {
  data: { roleId: id },
  text: { purpose: purpose.optional() },
});
export const rolePermissionsChanged = defineEvent('RolePermissionsChanged', {
  data: { roleId: id, permissions: allowed },
});
/** Who held it, or was invited as it, has `replacedBy` from here on; absent where nobody did. */
export const roleRetired = defineEvent('RoleRetired', { data: { roleId: id, replacedBy: role.optional() } });
export const defaultRoleSet = defineEvent('DefaultRoleSet', { data: { role } });

export const rolesEvents = {
  roleCreated,
  roleRenamed,
  rolePurposeChanged,
  rolePermissionsChanged,
  roleRetired,
  defaultRoleSet,
};
export type RolesEvent = EventOf<(typeof rolesEvents)[keyof typeof rolesEvents]>;
