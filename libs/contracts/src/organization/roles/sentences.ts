import { ownRole, roleIn, tells, type SentenceTemplate } from '../../sentence';
import {
  defaultRoleSet,
  roleCreated,
  rolePermissionsChanged,
  rolePurposeChanged,
  roleRenamed,
  roleRetired,
  type RolesEvent,
} from './events';

export const rolesSentences: { readonly [Type in RolesEvent['type']]: SentenceTemplate<Type> } = {
  RoleCreated: tells(roleCreated, ({ copiedFrom }, text) => [
    `made the role ${text('name')}`,
    ...(copiedFrom === undefined ? [] : [' as a copy of ', roleIn(copiedFrom)]),
  ]),
  RoleRenamed: tells(roleRenamed, (_, text) => [`renamed a role to ${text('name')}`]),
  RolePurposeChanged: tells(rolePurposeChanged, ({ roleId }) => ['changed what ', ownRole(roleId), ' is for']),
  RolePermissionsChanged: tells(rolePermissionsChanged, ({ roleId }) => ['changed what ', ownRole(roleId), ' allows']),
  RoleRetired: tells(roleRetired, ({ roleId, replacedBy }) => [
    'retired the role ',
    ownRole(roleId),
    ...(replacedBy === undefined ? [] : ['; who held it has ', roleIn(replacedBy), ' now']),
  ]),
  DefaultRoleSet: tells(defaultRoleSet, ({ role }) => ['made ', roleIn(role), ' the role of who comes in unasked']),
};
