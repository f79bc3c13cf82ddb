import type { OrganizationEvent } from '@annals/contracts';
import { changePolicies } from '../commands/change-policies/change-policies';
import { changeRolePermissions } from '../commands/change-role-permissions/change-role-permissions';
import { cloneRole } from '../commands/clone-role/clone-role';
import { createRole } from '../commands/create-role/create-role';
import { retireRole } from '../commands/retire-role/retire-role';
import { setDefaultRole } from '../commands/set-default-role/set-default-role';
import { organizationId } from './some-organization';
import { bitsOf } from './bits';
import type { Both, Path } from './both';

const permission = 'roles.custom:manage';

const made =
  ({ reference }: Both, events: readonly OrganizationEvent[] | undefined) =>
  (): void => {
    for (const each of events ?? [])
      if (each.type === 'RoleCreated') reference.own.set(each.data.roleId, bitsOf(each.data.permissions));
  };

const create: Path = (both, { by: n, permissions }) => {
  const { reference } = both;
  const by = both.person(n);
  const events = both.try(createRole, { organizationId, name: both.next('name'), permissions }, { by, permission });
  const passedOn = reference.passesOn(by);
  return { expected: reference.makes(by, permissions), events, passedOn, apply: made(both, events) };
};

const clone: Path = (both, act) => {
  const { reference } = both;
  const [by, role] = [both.person(act.by), both.role(act.which)];
  const events = both.try(cloneRole, { organizationId, name: both.next('name'), role }, { by, permission });
  const passedOn = reference.passesOn(by);
  return { expected: reference.copies(by, role), events, passedOn, apply: made(both, events) };
};

const rewrite: Path = (both, { permissions, ...act }) => {
  const { reference } = both;
  const [by, roleId] = [both.person(act.by), both.role(act.which)];
  const events = both.try(changeRolePermissions, { organizationId, roleId, permissions }, { by, permission });
  const apply = () => void reference.own.set(roleId, bitsOf(permissions));
  const expected = reference.rewrites(by, roleId, permissions);
  return { expected, events, passedOn: reference.passesOn(by), apply };
};

const retire: Path = (both, act) => {
  const { reference } = both;
  const [by, roleId] = [both.person(act.by), both.role(act.which)];
  const replacedBy = act.chooses ? both.role(act.whom) : undefined;
  const events = both.try(retireRole, { organizationId, roleId, replacedBy }, { by, permission });
  const apply = () => reference.replace(roleId, replacedBy);
  const expected = reference.retires(by, roleId, replacedBy);
  return { expected, events, passedOn: reference.passesOn(by), apply };
};

const setDefault: Path = (both, act) => {
  const { reference } = both;
  const [by, role] = [both.person(act.by), both.role(act.which)];
  const events = both.try(setDefaultRole, { organizationId, role }, { by, permission });
  const apply = () => void (reference.default = role);
  return { expected: reference.setsDefault(by, role), events, passedOn: reference.passesOn(by), apply };
};

const decide: Path = (both, act) => {
  const { reference } = both;
  const by = both.person(act.by);
  const events = both.try(changePolicies, { organizationId, ...act.policies }, { by, permission: 'org.policy:write' });
  const after = { ...reference.policies, ...act.policies };
  const apply = () => void (reference.policies = after);
  return { expected: reference.decides(by, after), events, passedOn: reference.passesOn(by), apply };
};

export const rolePaths = { create, clone, rewrite, retire, setDefault, decide };
