import type { OrganizationEvent } from '@annals/contracts';
import type { Stream } from '@annals/kernel';
import { invitationsEvolve, noInvitations, type Invitations } from './invitations';
import { nobody, peopleEvolve, type People } from './people';
import { noSettings, settingsEvolve, type Settings } from './settings';
import { noWorkspaces, workspacesEvolve, type Workspaces } from './workspaces';

/** All that decisions about an organization rest on, in slices of a file each. */
export interface Organization {
  readonly settings: Settings;
  readonly people: People;
  readonly invitations: Invitations;
  readonly workspaces: Workspaces;
}

/** Stream `organization-{organizationId}` (history.md §1). */
export const organization: Stream<Organization, OrganizationEvent> = {
  category: 'organization',
  initial: () => ({
    settings: noSettings(),
    people: nobody(),
    invitations: noInvitations(),
    workspaces: noWorkspaces(),
  }),
  evolve: {
    OrganizationCreated: (o, e) => settingsEvolve.created(o.settings, e),
    OrganizationRenamed: (o, e) => settingsEvolve.renamed(o.settings, e),
    WorkspaceCreated: (o, e) => workspacesEvolve.created(o.workspaces, e),
    MemberAdded: (o, e, revision) => peopleEvolve.added(o.people, e, revision),
    MemberRolesChanged: (o, e) => peopleEvolve.rolesChanged(o.people, e),
    MemberRemoved: (o, e) => peopleEvolve.removed(o.people, e),
    MemberLeft: (o, e) => peopleEvolve.left(o.people, e),
    MemberInvited: (o, e, revision) => invitationsEvolve.invited(o.invitations, e, revision),
    InvitationMailed: (o, e) => invitationsEvolve.mailed(o.invitations, e),
    InvitationResent: (o, e) => invitationsEvolve.resent(o.invitations, e),
    InvitationRevoked: (o, e) => invitationsEvolve.revoked(o.invitations, e),
    InvitationSuperseded: (o, e) => invitationsEvolve.superseded(o.invitations, e),
    InvitationAccepted: (o, e) => invitationsEvolve.accepted(o.invitations, e),
  },
};
