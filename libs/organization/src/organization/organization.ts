import type { OrganizationEvent } from '@annals/contracts';
import { evolveSlices, type Stream } from '@annals/kernel';
import { accountInfoEvolve, noAccountInfo, type AccountInfo } from './account-info';
import { checklistEvolve, noChecklist, type Checklist } from './checklist';
import { invitationsEvolve, noInvitations, type Invitations } from './invitations';
import { joinRequestsEvolve, noJoinRequests, type JoinRequests } from './join-requests';
import { notOffered, ownershipEvolve, type Ownership } from './ownership';
import { lifecycleEvolve, working, type Lifecycle } from './lifecycle';
import { nobody, peopleEvolve, type People } from './people';
import { noPhones, phonesEvolve, type Phones } from './phones';
import { noProfiles, profilesEvolve, type Profiles } from './profiles';
import { policiesEvolve, unsaid, type Policies } from './policies';
import { noRoles, rolesEvolve, type Roles } from './roles';
import { anyNumber, seatsEvolve, type Seats } from './seats';
import { noSettings, settingsEvolve, type Settings } from './settings';
import { noWorkspaces, workspacesEvolve, type Workspaces } from './workspaces';

/** All that decisions about an organization rest on, in slices of a file each. */
export interface Organization {
  readonly settings: Settings;
  readonly lifecycle: Lifecycle;
  readonly people: People;
  readonly ownership: Ownership;
  readonly invitations: Invitations;
  readonly joinRequests: JoinRequests;
  readonly profiles: Profiles;
  readonly roles: Roles;
  readonly seats: Seats;
  readonly workspaces: Workspaces;
  readonly phones: Phones;
  readonly accountInfo: AccountInfo;
  readonly policies: Policies;
  readonly checklist: Checklist;
}

/** Stream `organization-{organizationId}` (history.md §1). */
export const organization: Stream<Organization, OrganizationEvent> = {
  category: 'organization',
  initial: () => ({
    settings: noSettings(),
    lifecycle: working(),
    people: nobody(),
    ownership: notOffered(),
    invitations: noInvitations(),
    joinRequests: noJoinRequests(),
    profiles: noProfiles(),
    roles: noRoles(),
    seats: anyNumber(),
    workspaces: noWorkspaces(),
    phones: noPhones(),
    accountInfo: noAccountInfo(),
    policies: unsaid(),
    checklist: noChecklist(),
  }),
  evolve: evolveSlices<Organization, OrganizationEvent>()({
    settings: settingsEvolve,
    lifecycle: lifecycleEvolve,
    people: peopleEvolve,
    ownership: ownershipEvolve,
    invitations: invitationsEvolve,
    joinRequests: joinRequestsEvolve,
    profiles: profilesEvolve,
    roles: rolesEvolve,
    seats: seatsEvolve,
    workspaces: workspacesEvolve,
    phones: phonesEvolve,
    accountInfo: accountInfoEvolve,
    policies: policiesEvolve,
    checklist: checklistEvolve,
  }),
};
