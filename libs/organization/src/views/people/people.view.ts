import type { Role } from '@annals/contracts';
import { ownRoleHandlers, ownRoleRows, policyHandlers, policyRows } from '@annals/platform';
import { isExternal } from '../../organization/people';
import type { Place } from '../../organization/workspaces';
import { counters, json, log, personal, rows, shown, view, type OwnedEvent, type ViewEvent } from '@annals/views';

/**
 * Members and invitations of an organization, and when its people last did something. Former members stay as rows:
 * invitations name who sent them.
 */
export const people = view({
  name: 'people',
  version: 16,
  sequence: true,
  tables: {
    members: rows({
      key: ['organization_id', 'person_id'],
      columns: {
        organization_id: 'uuid',
        person_id: 'uuid',
        user_id: 'uuid',
        status: 'text', // active, suspended, former
        roles: json<readonly Role[]>(),
        joined_at: 'instant',
        /** Of the event that began this membership: what is older belongs to an earlier one. */
        sequence: 'int8',
        access_until: 'instant?',
        alias: personal('person_id'),
        email: personal('person_id'),
      },
    }),
    invitations: rows({
      key: ['organization_id', 'invitation_id'],
      columns: {
        organization_id: 'uuid',
        invitation_id: 'uuid',
        person_id: 'uuid',
        status: 'text',
        roles: json<readonly Role[]>(),
        workspaces: json<readonly Place[]>(),
        invited_by: 'uuid',
        invited_at: 'instant',
        /** Of the event that invites: of one instant they are in the order of their list. */
        sequence: 'int8',
        expires_at: 'instant',
        access_until: 'instant?',
        mailed_at: 'instant?',
        email: personal('person_id'),
      },
    }),
    /** Addresses that wait for the code that was mailed there. */
    waiting_contacts: rows({
      key: ['organization_id', 'person_id'],
      columns: { organization_id: 'uuid', person_id: 'uuid', code_expires_at: 'instant', email: personal('person_id') },
    }),
    /** The one that is open; it goes when it was accepted or ended. */
    ownership_offers: rows({
      key: ['organization_id'],
      columns: {
        organization_id: 'uuid',
        offer_id: 'uuid',
        offered_by: 'uuid',
        offered_to: 'uuid',
        steps_down: 'bool',
        offered_at: 'instant',
        expires_at: 'instant',
      },
    }),
    roles: ownRoleRows,
    default_roles: rows({ key: ['organization_id'], columns: { organization_id: 'uuid', role: 'text' } }),
    /** What the organization has decided about itself: the newest value of each policy that was ever said. */
    policies: policyRows,
    /** How often each of them was said, and the last time by whom. */
    policy_changes: counters({ key: ['organization_id', 'name'], columns: { n: 'int8' } }),
    policies_by: rows({
      key: ['organization_id', 'name'],
      columns: { organization_id: 'uuid', name: 'text', said_by: 'text', sequence: 'int8' },
    }),
    /** Which event gave whom which roles, and which role which permissions: why somebody may what they may (E4). */
    role_history: log({
      key: ['organization_id', 'sequence'],
      columns: {
        organization_id: 'uuid',
        sequence: 'int8',
        revision: 'int8',
        at: 'instant',
        type: 'text',
        person_id: 'uuid?',
        role_id: 'uuid?',
        /** The roles of the person or the permissions of the role from here on. */
        holds: json<readonly string[]>(),
        replaced_by: 'text?',
        /** What was decided of the organization's policies; empty in what is said of people and roles. */
        policies: json<ViewEvent<'OrgPolicyChanged'>['data']>(),
      },
    }),
    /** Workspaces that there are, and who was added to them: what somebody is there, and since which event (E4). */
    workspaces: rows({
      key: ['organization_id', 'workspace_id'],
      columns: { organization_id: 'uuid', workspace_id: 'uuid', name: 'text?' },
    }),
    workspace_members: rows({
      key: ['organization_id', 'workspace_id', 'person_id'],
      columns: {
        organization_id: 'uuid',
        workspace_id: 'uuid',
        person_id: 'uuid',
        role: 'text',
        added_at: 'instant',
        added_sequence: 'int8',
        sequence: 'int8',
        revision: 'int8',
        at: 'instant',
        type: 'text',
      },
    }),
    activity: rows({
      key: ['organization_id', 'user_id'],
      columns: { organization_id: 'uuid', user_id: 'uuid', last_active_at: 'instant' },
    }),
  },
  indexes: {
    members: [['organization_id', 'joined_at', 'person_id']],
    invitations: [['organization_id', 'invited_at', 'sequence']],
    role_history: [['organization_id', 'person_id']],
  },
  on: {
    OrgPolicyChanged: (t, e) => {
      policyHandlers.OrgPolicyChanged(t, e);
      for (const [name, value] of Object.entries(e.data)) {
        if (value === undefined) continue;
        t.policy_changes.increment([e.organization, name], { n: 1 });
        t.policies_by.put({ organization_id: e.organization, name, said_by: e.meta.actor, sequence: e.sequence });
      }
      t.role_history.put({ ...told(e), policies: e.data });
    },
    MemberAdded: (t, e) => {
      t.members.put({
        organization_id: e.organization,
        person_id: e.data.personId,
        user_id: e.data.userId,
        status: 'active',
        roles: e.data.roles,
        joined_at: e.at,
        sequence: e.sequence,
        access_until: e.data.accessUntil ?? null,
        alias: shown(e.personal, 'alias'),
        email: shown(e.personal, 'email'),
      });
      t.waiting_contacts.remove([e.organization, e.data.personId]);
      t.role_history.put({ ...told(e), person_id: e.data.personId, holds: e.data.roles });
    },
    MemberProfileUpdated: (t, e) =>
      t.members.patch([e.organization, e.data.personId], { alias: shown(e.personal, 'alias') }),
    MemberContactRequested: (t, e) =>
      t.waiting_contacts.put({
        organization_id: e.organization,
        person_id: e.data.personId,
        code_expires_at: e.data.codeExpiresAt,
        email: shown(e.personal, 'email'),
      }),
    MemberContactVerified: (t, e) => {
      t.members.patch([e.organization, e.data.personId], { email: shown(e.personal, 'email') });
      t.waiting_contacts.remove([e.organization, e.data.personId]);
    },
    MemberAccessEndSet: (t, e) =>
      t.members.patch([e.organization, e.data.personId], { access_until: e.data.until ?? null }),
    MemberRolesChanged: (t, e) => {
      t.members.patch([e.organization, e.data.personId], {
        roles: e.data.roles,
        ...(isExternal(e.data.roles) ? {} : { access_until: null }),
      });
      t.role_history.put({ ...told(e), person_id: e.data.personId, holds: e.data.roles });
    },
    MemberSuspended: (t, e) => t.members.patch([e.organization, e.data.personId], { status: 'suspended' }),
    MemberReinstated: (t, e) => t.members.patch([e.organization, e.data.personId], { status: 'active' }),
    MemberRemoved: (t, e) => {
      t.members.patch([e.organization, e.data.personId], { status: 'former' });
      t.role_history.put({ ...told(e), person_id: e.data.personId, holds: [] });
    },
    MemberLeft: (t, e) => {
      t.members.patch([e.organization, e.data.personId], { status: 'former' });
      t.role_history.put({ ...told(e), person_id: e.data.personId, holds: [] });
    },
    ...ownRoleHandlers,
    RoleCreated: (t, e) => {
      ownRoleHandlers.RoleCreated(t, e);
      t.role_history.put({ ...told(e), role_id: e.data.roleId, holds: e.data.permissions });
    },
    RolePermissionsChanged: (t, e) => {
      ownRoleHandlers.RolePermissionsChanged(t, e);
      t.role_history.put({ ...told(e), role_id: e.data.roleId, holds: e.data.permissions });
    },
    RoleRetired: (t, e) => {
      ownRoleHandlers.RoleRetired(t, e);
      t.role_history.put({ ...told(e), role_id: e.data.roleId, holds: [], replaced_by: e.data.replacedBy ?? null });
    },
    WorkspaceCreated: (t, e) =>
      t.workspaces.put({
        organization_id: e.organization,
        workspace_id: e.data.workspaceId,
        name: shown(e.text, 'name'),
      }),
    WorkspaceRenamed: (t, e) =>
      t.workspaces.patch([e.organization, e.data.workspaceId], { name: shown(e.text, 'name') }),
    WorkspaceDeleted: (t, e) => t.workspaces.remove([e.organization, e.data.workspaceId]),
    WorkspaceMemberAdded: (t, e) =>
      t.workspace_members.put({ ...said(e), ...placed(e.data), added_at: e.at, added_sequence: e.sequence }),
    WorkspaceRoleChanged: (t, e) => {
      const { organization_id: organization, ...now } = { ...said(e), role: e.data.role };
      t.workspace_members.patch([organization, e.data.workspaceId, e.data.personId], now);
    },
    WorkspaceMemberRemoved: (t, e) => t.workspace_members.remove([e.organization, e.data.workspaceId, e.data.personId]),
    DefaultRoleSet: (t, e) => t.default_roles.put({ organization_id: e.organization, role: e.data.role }),
    OwnershipOffered: (t, e) =>
      t.ownership_offers.put({
        organization_id: e.organization,
        offer_id: e.data.offerId,
        offered_by: e.data.offeredBy,
        offered_to: e.data.offeredTo,
        steps_down: e.data.stepsDown,
        offered_at: e.at,
        expires_at: e.data.expiresAt,
      }),
    OwnershipOfferWithdrawn: (t, e) => t.ownership_offers.remove([e.organization]),
    OwnershipTransferred: (t, e) => {
      if (e.data.offerId !== undefined) t.ownership_offers.remove([e.organization]);
    },
    MemberInvited: (t, e) =>
      t.invitations.put({
        organization_id: e.organization,
        invitation_id: e.data.invitationId,
        person_id: e.data.personId,
        status: 'open',
        roles: e.data.roles,
        workspaces: e.data.workspaces ?? [],
        invited_by: e.data.invitedBy,
        invited_at: e.at,
        sequence: e.sequence,
        expires_at: e.data.expiresAt,
        access_until: e.data.accessUntil ?? null,
        mailed_at: null,
        email: shown(e.personal, 'email'),
      }),
    InvitationMailed: (t, e) => t.invitations.patch([e.organization, e.data.invitationId], { mailed_at: e.at }),
    InvitationResent: (t, e) =>
      t.invitations.patch([e.organization, e.data.invitationId], {
        invited_by: e.data.invitedBy,
        expires_at: e.data.expiresAt,
        mailed_at: null,
      }),
    InvitationRevoked: (t, e) => t.invitations.patch([e.organization, e.data.invitationId], { status: 'revoked' }),
    InvitationSuperseded: (t, e) =>
      t.invitations.patch([e.organization, e.data.invitationId], { status: 'superseded' }),
    InvitationDeclined: (t, e) => t.invitations.patch([e.organization, e.data.invitationId], { status: 'declined' }),
    InvitationAccepted: (t, e) => t.invitations.patch([e.organization, e.data.invitationId], { status: 'accepted' }),
  },
  envelopes: (t, e) => {
    const userId = e.meta.actor.startsWith('user:') ? e.meta.actor.slice('user:'.length) : undefined;
    if (e.organization !== undefined && userId !== undefined)
      t.activity.put({ organization_id: e.organization, user_id: userId, last_active_at: e.at });
  },
});

/** Where and when something was said. */
const said = ({ organization, sequence, revision, at, type }: OwnedEvent & { readonly organization: string }) => ({
  organization_id: organization,
  sequence,
  revision,
  at,
  type,
});

/** The same, where it is about roles. */
const told = (e: Parameters<typeof said>[0]) => ({ ...said(e), holds: [], policies: {} });

/** Who is what, in which workspace. */
const placed = ({
  workspaceId,
  personId,
  role,
}: { readonly [name in 'workspaceId' | 'personId' | 'role']: string }) => ({
  workspace_id: workspaceId,
  person_id: personId,
  role,
});
