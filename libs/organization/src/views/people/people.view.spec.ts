import {
  botRegistered,
  defaultRoleSet,
  invitationAccepted,
  invitationMailed,
  invitationResent,
  invitationRevoked,
  memberLeft,
  memberReinstated,
  memberRemoved,
  orgPolicyChanged,
  memberSuspended,
  memberRolesChanged,
  rolePermissionsChanged,
  rolePurposeChanged,
  roleRenamed,
  roleRetired,
  workspaceMemberRemoved,
  workspaceRoleChanged,
  type OrganizationEvent,
  type Permission,
  type Role,
} from '@annals/contracts';
import { plus } from '@annals/kernel';
import { givenLog, happened } from '@annals/views';
import {
  adam,
  added,
  customs,
  founded,
  inAWeek,
  invitationId,
  invited,
  joined,
  mia,
  now,
  olga,
  organizationId,
  oscar,
  superseded,
  supervisor,
  supervisorId,
  withCustoms,
  workspaceId,
} from '../../testing/some-organization';
import { grantsOf } from './access';
import { accessThere } from './access-there';
import { people } from './people.view';

const minutes = (n: number) => plus(now, { minutes: n });
const by = ({ actor }: typeof olga, n: number) => ({ organization: organizationId, actor, at: minutes(n) });
const here = (...events: readonly Parameters<typeof happened>[0][]) =>
  events.map((event, n) => happened(event, by(olga, n)));

describe('view people', () => {
  it('knows members by their roles', () => {
    const { members } = givenLog(
      ...here(...founded, joined(adam, ['admin']), memberRolesChanged({ personId: adam.personId, roles: ['auditor'] })),
    ).viewOf(people);
    expect(members).toEqual([
      {
        organization_id: organizationId,
        person_id: olga.personId,
        user_id: olga.userId,
        status: 'active',
        roles: ['owner'],
        joined_at: minutes(1),
        sequence: 2,
        access_until: null,
        alias: 'Olga',
        email: 'olga@example.com',
      },
      {
        organization_id: organizationId,
        person_id: adam.personId,
        user_id: adam.userId,
        status: 'active',
        roles: ['auditor'],
        joined_at: minutes(3),
        sequence: 4,
        access_until: null,
        alias: 'Adam',
        email: 'adam@example.com',
      },
    ]);
  });

  it('keeps those who left or were removed as former members, until they join again', () => {
    const gone = [
      ...founded,
      joined(adam, ['admin']),
      joined(mia, ['member']),
      memberLeft({ personId: adam.personId }),
      memberRemoved({ personId: mia.personId }),
    ];
    expect(
      givenLog(...here(...gone))
        .viewOf(people)
        .members.map(({ status }) => status),
    ).toEqual(['active', 'former', 'former']);
    expect(
      givenLog(...here(...gone, joined(mia, ['auditor'])))
        .viewOf(people)
        .members.map(({ status, roles }) => [status, roles]),
    ).toEqual([
      ['active', ['owner']],
      ['former', ['admin']],
      ['active', ['auditor']],
    ]);
  });

  it('B7: whoever is suspended stays listed, as that', () => {
    const suspended = [...founded, joined(mia, ['member']), memberSuspended({ personId: mia.personId })];
    const statuses = (...events: readonly Parameters<typeof happened>[0][]) =>
      givenLog(...here(...events))
        .viewOf(people)
        .members.map(({ status }) => status);
    expect(statuses(...suspended)).toEqual(['active', 'suspended']);
    expect(statuses(...suspended, memberReinstated({ personId: mia.personId }))).toEqual(['active', 'active']);
    expect(statuses(...suspended, memberRemoved({ personId: mia.personId }))).toEqual(['active', 'former']);
  });

  it('follows an invitation to its mail and its end', () => {
    const sent = [...founded, invited(mia, ['member']), invitationMailed({ invitationId, generation: 1 })];
    const row = {
      organization_id: organizationId,
      invitation_id: invitationId,
      person_id: mia.personId,
      status: 'open',
      roles: ['member'],
      workspaces: [],
      invited_by: olga.personId,
      invited_at: minutes(3),
      sequence: 4,
      expires_at: inAWeek,
      mailed_at: minutes(4),
      access_until: null,
      email: 'mia@example.com',
    };
    expect(givenLog(...here(...sent)).viewOf(people).invitations).toEqual([row]);
    const later = plus(inAWeek, { days: 1 });
    expect(
      givenLog(
        ...here(...sent, invitationResent({ invitationId, invitedBy: adam.personId, generation: 2, expiresAt: later })),
      ).viewOf(people).invitations,
    ).toEqual([{ ...row, invited_by: adam.personId, expires_at: later, mailed_at: null }]);
    for (const [end, status] of [
      [invitationRevoked({ invitationId }), 'revoked'],
      [superseded('x'), 'superseded'],
      [invitationAccepted({ invitationId, personId: mia.personId, userId: mia.userId }), 'accepted'],
    ] as const) {
      expect(givenLog(...here(...sent, end)).viewOf(people).invitations).toEqual([{ ...row, status }]);
    }
  });

  it('a person was last active with their last act, of whatever kind; keys and the system are nobody', () => {
    const bot = botRegistered({ botId: workspaceId, workspaceId, kind: 'rpa' }, { name: 'b' });
    const { activity } = givenLog(
      ...here(...founded),
      happened(bot, by(oscar, 8)),
      happened(bot, { organization: organizationId, actor: 'key:1', at: minutes(9) }),
    ).viewOf(people);
    expect(activity).toEqual([
      { organization_id: organizationId, user_id: olga.userId, last_active_at: minutes(2) },
      { organization_id: organizationId, user_id: oscar.userId, last_active_at: minutes(8) },
    ]);
  });

  describe('B8: roles of the organization', () => {
    const made = [...founded, supervisor(), joined(mia, [supervisorId])];
    const widened = rolePermissionsChanged({ roleId: supervisorId, permissions: ['org:read', 'audit:read'] });

    it('are there as they are now, a retired one with what stands for it', () => {
      const renamed = roleRenamed({ roleId: supervisorId }, { name: 'Lead' });
      const meant = rolePurposeChanged({ roleId: supervisorId }, { purpose: 'Leads' });
      const { roles } = givenLog(...here(...made, renamed, meant, widened)).viewOf(people);
      expect(roles).toEqual([
        {
          organization_id: organizationId,
          role_id: supervisorId,
          name: 'Lead',
          purpose: 'Leads',
          permissions: ['org:read', 'audit:read'],
          retired: false,
          replaced_by: null,
          created_at: minutes(3),
          changed_at: minutes(7),
        },
      ]);
      const retired = roleRetired({ roleId: supervisorId, replacedBy: 'member' });
      expect(givenLog(...here(...made, retired)).viewOf(people).roles[0]).toMatchObject({
        retired: true,
        replaced_by: 'member',
      });
      expect(givenLog(...here(...made, meant)).erasedViewOf(people).roles[0]).toMatchObject({
        name: null,
        purpose: null,
      });
      expect(
        givenLog(...here(...made, meant, rolePurposeChanged({ roleId: supervisorId }, {}))).viewOf(people).roles[0]
          ?.purpose,
      ).toBeNull();
    });

    it('the default is the last that was set', () => {
      const { default_roles } = givenLog(
        ...here(...made, defaultRoleSet({ role: supervisorId }), defaultRoleSet({ role: 'external' })),
      ).viewOf(people);
      expect(default_roles).toEqual([{ organization_id: organizationId, role: 'external' }]);
    });

    /** Why Mia may, after all that: the events by their place among those of the organization. */
    const why = (permission: Permission, ...events: readonly Parameters<typeof happened>[0][]) =>
      grantsOf(givenLog(...here(...made, ...events)).viewOf(people).role_history, mia.personId, permission).map(
        ({ role, given, allowed }) => [role, given.type, given.sequence, allowed?.type, allowed?.sequence],
      );

    it('E4: say since which event somebody may', () => {
      expect(why('runs:read')).toEqual([[supervisorId, 'MemberAdded', 5, 'RoleCreated', 4]]);
      expect(why('audit:read', widened)).toEqual([[supervisorId, 'MemberAdded', 5, 'RolePermissionsChanged', 6]]);
      expect(why('org:read', widened)).toEqual([[supervisorId, 'MemberAdded', 5, 'RoleCreated', 4]]);
      expect(why('runs:read', widened)).toEqual([]);
    });

    it('E4: a role that is kept is held since it was given, one that is given again since then', () => {
      const to = (...roles: Role[]) => memberRolesChanged({ personId: mia.personId, roles });
      expect(why('runs:read', to(supervisorId, 'external'))).toEqual([
        [supervisorId, 'MemberAdded', 5, 'RoleCreated', 4],
      ]);
      expect(why('runs:read', to('external'), to(supervisorId))).toEqual([
        [supervisorId, 'MemberRolesChanged', 7, 'RoleCreated', 4],
      ]);
      expect(why('runs:read', to('auditor'))).toEqual([['auditor', 'MemberRolesChanged', 6, undefined, undefined]]);
    });

    it('E4: what a policy lets a built-in role do is since it was decided, and no longer than it is in force', () => {
      const [on, off] = [orgPolicyChanged({ adminMayDelete: true }), orgPolicyChanged({ adminMayDelete: false })];
      const admin = memberRolesChanged({ personId: mia.personId, roles: ['admin'] });
      expect(why('org:delete', admin)).toEqual([]);
      expect(why('org:delete', admin, on)).toEqual([['admin', 'MemberRolesChanged', 6, 'OrgPolicyChanged', 7]]);
      expect(why('org:delete', admin, on, orgPolicyChanged({ customRoles: false }))).toEqual([
        ['admin', 'MemberRolesChanged', 6, 'OrgPolicyChanged', 7],
      ]);
      expect(why('org:delete', admin, on, off)).toEqual([]);
      const without = orgPolicyChanged({ adminHasBilling: false });
      expect(why('org.billing_address:read', admin)).toEqual([
        ['admin', 'MemberRolesChanged', 6, undefined, undefined],
      ]);
      expect(why('org.billing_address:read', admin, without)).toEqual([]);
    });

    it('X1: know of each policy how often it was said, and the last time by whom', () => {
      const { policy_changes: changes, policies_by: by } = givenLog(
        ...here(
          ...made,
          orgPolicyChanged({ discoverable: true, customRoles: false }),
          orgPolicyChanged({ discoverable: false }),
        ),
      ).viewOf(people);
      expect(changes.map(({ name, n }) => [name, n])).toEqual([
        ['customRoles', 1],
        ['discoverable', 2],
      ]);
      expect(by.map(({ name, sequence }) => [name, sequence])).toEqual([
        ['customRoles', 6],
        ['discoverable', 7],
      ]);
      expect(by.every(({ said_by }) => /^(user|system):/.test(said_by))).toBe(true);
    });

    it('E4: what replaces a retired role is held since it was retired; who is gone may nothing', () => {
      const retired = roleRetired({ roleId: supervisorId, replacedBy: 'auditor' });
      expect(why('audit:read', retired)).toEqual([['auditor', 'RoleRetired', 6, undefined, undefined]]);
      expect(why('org:read', memberRemoved({ personId: mia.personId }))).toEqual([]);
    });
  });

  describe('E4: why somebody may something in a workspace', () => {
    /** What Mia is in the second workspace after all that, and whether she may start runs there. */
    const there = (events: readonly OrganizationEvent[], workspaceRoles = true) => {
      const {
        members,
        workspace_members: all,
        role_history: history,
      } = givenLog(...here(...withCustoms, ...events)).viewOf(people);
      const [added] = all;
      const roles = members.find(({ person_id: id }) => id === mia.personId)?.roles ?? [];
      const placed = { personId: mia.personId, roles, history, added, workspaceRoles };
      const { role, inheritedFrom, given, allows } = accessThere(placed, 'runs:start');
      return [role, inheritedFrom, given?.type, given?.sequence, allows];
    };
    const inCustoms = { workspaceId: customs, personId: mia.personId };
    const operating = [joined(mia, ['member']), added(mia, 'operator')];

    it('by what they were added as, since they are that', () => {
      expect(there(operating)).toEqual(['operator', null, 'WorkspaceMemberAdded', 6, true]);
      const changed = workspaceRoleChanged({ ...inCustoms, role: 'viewer' });
      expect(there([...operating, changed])).toEqual(['viewer', null, 'WorkspaceRoleChanged', 7, false]);
      expect(there(operating, false)).toEqual(['operator', null, 'WorkspaceMemberAdded', 6, false]);
    });

    it('by what their role in the organization makes them, since they have it', () => {
      const promoted = memberRolesChanged({ personId: mia.personId, roles: ['admin'] });
      expect(there([...operating, promoted])).toEqual(['owner', 'admin', 'MemberRolesChanged', 7, true]);
      expect(there([joined(mia, ['auditor'])])).toEqual(['viewer', 'auditor', 'MemberAdded', 5, false]);
    });

    it('who was never added, taken out, or added in an earlier membership is nothing there', () => {
      const nothing = [null, null, undefined, undefined, false];
      expect(there([joined(mia, ['member'])])).toEqual(nothing);
      expect(there([...operating, workspaceMemberRemoved(inCustoms)])).toEqual(nothing);
      const back = [memberRemoved({ personId: mia.personId }), joined(mia, ['member'])];
      expect(there([...operating, ...back])).toEqual(nothing);
    });
  });

  it('needs to read nothing but what people and invitations are about: it passes any other event that cannot be read', () => {
    expect(
      ['RunRequested', 'BotRegistered', 'WorkspaceLimitsSet', 'BotVanished'].filter((type) => people.reads(type)),
    ).toEqual([]);
    expect(['MemberAdded', 'InvitationRevoked'].every((type) => people.reads(type))).toBe(true);
  });

  it('shows nothing of people who were erased', () => {
    const { members, invitations } = givenLog(...here(...founded, invited(mia, ['member']))).erasedViewOf(people);
    expect([members[0]?.alias, members[0]?.email, invitations[0]?.email]).toEqual([null, null, null]);
  });
});
