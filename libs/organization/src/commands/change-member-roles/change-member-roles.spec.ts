import {
  memberRemoved,
  memberRolesChanged,
  workspaceRoleChanged,
  type SystemRole,
  type WorkspaceRole,
} from '@annals/contracts';
import { given } from '@annals/kernel';
import { organization } from '../../organization/organization';
import {
  adam,
  added,
  audrey,
  customs,
  founded,
  joined,
  mia,
  olga,
  organizationId,
  oscar,
  stranger,
  withCustoms,
  workspaceId,
  type Someone,
} from '../../testing/some-organization';
import { changeMemberRoles } from './change-member-roles';

const of = ({ personId }: Someone, roles: SystemRole[]) => ({ organizationId, personId, roles });
const changed = ({ personId }: Someone, roles: SystemRole[]) => memberRolesChanged({ personId, roles });
const people = [...founded, joined(adam, ['admin']), joined(audrey, ['auditor']), joined(mia, ['member'])];

describe('change the roles of a member', () => {
  it('an Owner gives any role, an Admin any but Owner', () => {
    given(organization, ...people)
      .when(changeMemberRoles, of(mia, ['owner']), { actor: olga.actor })
      .then(changed(mia, ['owner']));
    given(organization, ...people)
      .when(changeMemberRoles, of(mia, ['member', 'admin']), { actor: adam.actor })
      .then(changed(mia, ['admin', 'member']));
    given(organization, ...people, joined(oscar, ['owner']))
      .when(changeMemberRoles, of(oscar, ['member']), { actor: olga.actor })
      .then(changed(oscar, ['member']));
  });

  it('I-3: an Admin makes no Owner and touches none', () => {
    given(organization, ...people)
      .when(changeMemberRoles, of(mia, ['owner']), { actor: adam.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
    given(organization, ...people, joined(oscar, ['owner']))
      .when(changeMemberRoles, of(oscar, ['member']), { actor: adam.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
    given(organization, ...people, joined(oscar, ['owner']))
      .when(changeMemberRoles, of(oscar, ['owner', 'auditor']), { actor: adam.actor })
      .thenRefused('ONLY_OWNER_MAY_GRANT_OWNER');
  });

  it('I-3: others grant nothing', () =>
    given(organization, ...people)
      .when(changeMemberRoles, of(mia, ['auditor']), { actor: audrey.actor })
      .thenRefused('ROLE_NOT_GRANTABLE'));

  it('I-1: the last owner stays one', () =>
    given(organization, ...people)
      .when(changeMemberRoles, of(olga, ['admin']), { actor: olga.actor })
      .thenRefused('LAST_OWNER'));

  it('I-4: nobody changes their own access', () => {
    given(organization, ...people)
      .when(changeMemberRoles, of(adam, ['member']), { actor: adam.actor })
      .thenRefused('CANNOT_CHANGE_OWN_ACCESS');
    given(organization, ...people, joined(oscar, ['owner']))
      .when(changeMemberRoles, of(olga, ['admin']), { actor: olga.actor })
      .thenRefused('CANNOT_CHANGE_OWN_ACCESS');
  });

  it('W15: who becomes an External is a builder where they looked after a workspace, and stays what they may be', () => {
    const there = (first: WorkspaceRole, second: WorkspaceRole) => [
      ...withCustoms,
      joined(mia, ['member']),
      added(mia, first, workspaceId),
      added(mia, second),
    ];
    const builds = (where: string) =>
      workspaceRoleChanged({ workspaceId: where, personId: mia.personId, role: 'builder' });
    given(organization, ...there('owner', 'manager'))
      .when(changeMemberRoles, of(mia, ['external']), { actor: olga.actor })
      .then(changed(mia, ['external']), builds(workspaceId), builds(customs));
    given(organization, ...there('builder', 'viewer'))
      .when(changeMemberRoles, of(mia, ['external']), { actor: olga.actor })
      .then(changed(mia, ['external']));
    given(organization, ...there('owner', 'manager'))
      .when(changeMemberRoles, of(mia, ['external', 'developer']), { actor: olga.actor })
      .then(changed(mia, ['external', 'developer']));
  });

  it('says no about people who are not there', () => {
    given(organization, ...people)
      .when(changeMemberRoles, of(stranger, ['member']), { actor: olga.actor })
      .thenRefused('MEMBER_NOT_FOUND');
    given(organization, ...people, memberRemoved({ personId: mia.personId }))
      .when(changeMemberRoles, of(mia, ['admin']), { actor: olga.actor })
      .thenRefused('MEMBER_NOT_FOUND');
  });

  it('stays quiet when the roles are the same', () =>
    given(organization, ...people, changed(mia, ['auditor', 'member']))
      .when(changeMemberRoles, of(mia, ['member', 'auditor', 'member']), { actor: adam.actor })
      .thenNothing());
});
