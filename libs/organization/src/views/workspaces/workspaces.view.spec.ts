import {
  memberReinstated,
  memberRemoved,
  memberRolesChanged,
  memberSuspended,
  orgPolicyChanged,
  workspaceLimitsSet,
  workspaceMemberRemoved,
  workspaceRenamed,
  workspaceRestored,
  workspaceSettingsChanged,
  type OrganizationEvent,
} from '@annals/contracts';
import { givenLog, happened } from '@annals/views';
import {
  added,
  archived,
  customs,
  joined,
  mia,
  now,
  organizationId,
  withCustoms,
  workspaceId,
} from '../../testing/some-organization';
import { workspaces } from './workspaces.view';

const seen = (...events: readonly OrganizationEvent[]) =>
  givenLog(
    ...[...withCustoms, ...events].map((event) => happened(event, { organization: organizationId, at: now })),
  ).viewOf(workspaces);
const inCustoms = { workspaceId: customs };

describe('view workspaces', () => {
  it('D22: has the first one and others, by their present names and settings', () => {
    const found = seen(
      workspaceRenamed(inCustoms, { name: 'Duties' }),
      workspaceSettingsChanged({ ...inCustoms, timeZone: 'Europe/Oslo', inactivityMinutes: 5 }),
      workspaceLimitsSet({ ...inCustoms, members: 7 }),
      archived(),
    ).workspaces;
    expect(found.map((row) => [row.workspace_id, row.name, row.time_zone, row.member_limit, row.archived_at])).toEqual([
      [workspaceId, 'Default workspace', null, null, null],
      [customs, 'Duties', 'Europe/Oslo', 7, now],
    ]);
    expect(seen(archived(), workspaceRestored(inCustoms)).workspaces[1]?.archived_at).toBeNull();
  });

  it('knows who was added', () => {
    const there = [joined(mia, ['member']), added(mia, 'builder')];
    expect(seen(...there).added).toMatchObject([{ workspace_id: customs, person_id: mia.personId }]);
    expect(seen(...there, workspaceMemberRemoved({ ...inCustoms, personId: mia.personId })).added).toEqual([]);
  });

  it('X6, X7: knows by which roles people enter, whether they may now, and the policy that lets what they were added as count', () => {
    const personId = mia.personId;
    const of = (...events: readonly OrganizationEvent[]) => {
      const { people, policies } = seen(joined(mia, ['member']), ...events);
      const { roles, status } = people.find((row) => row.person_id === personId) ?? {};
      return { roles, status, policies: policies.map(({ name, value }) => [name, value]) };
    };
    const entering = { roles: ['member'], status: 'active', policies: [] };
    expect(of()).toEqual(entering);
    expect(of(memberRolesChanged({ personId, roles: ['auditor'] }))).toEqual({ ...entering, roles: ['auditor'] });
    expect(of(memberSuspended({ personId }))).toEqual({ ...entering, status: 'suspended' });
    expect(of(memberSuspended({ personId }), memberReinstated({ personId }))).toEqual(entering);
    expect(of(orgPolicyChanged({ workspaceRoles: false })).policies).toEqual([['workspaceRoles', false]]);
  });

  it('D13: knows what belongs to an earlier membership by its sequence', () => {
    const { added: rows, people } = seen(
      joined(mia, ['member']),
      added(mia, 'builder'),
      memberRemoved({ personId: mia.personId }),
      joined(mia, ['member']),
    );
    const [then, since] = [rows[0]?.sequence ?? 0, people.find((row) => row.person_id === mia.personId)?.sequence ?? 0];
    expect(then).toBeLessThan(since);
  });
});
