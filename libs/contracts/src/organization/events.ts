import { accountInfoEvents, type AccountInfoEvent } from './account-info/events';
import { checklistEvents, type ChecklistEvent } from './checklist/events';
import { invitationsEvents, type InvitationsEvent } from './invitations/events';
import { logoEvents, type LogoEvent } from './logo/events';
import { joinRequestsEvents, type JoinRequestsEvent } from './join-requests/events';
import { ownershipEvents, type OwnershipEvent } from './ownership/events';
import { lifecycleEvents, type LifecycleEvent } from './lifecycle/events';
import { peopleEvents, type PeopleEvent } from './people/events';
import { phonesEvents, type PhonesEvent } from './phones/events';
import { profileEvents, type ProfileEvent } from './profile/events';
import { policiesEvents, type PoliciesEvent } from './policies/events';
import { rolesEvents, type RolesEvent } from './roles/events';
import { seatsEvents, type SeatsEvent } from './seats/events';
import { settingsEvents, type SettingsEvent } from './settings/events';
import { workspacesEvents, type WorkspacesEvent } from './workspaces/events';

/**
 * Stream `organization-{organizationId}`: settings, people, roles, workspaces, in an area each. A person (`personId`)
 * has one key in each organization.
 */
export const organizationEvents = {
  ...settingsEvents,
  ...logoEvents,
  ...lifecycleEvents,
  ...workspacesEvents,
  ...peopleEvents,
  ...ownershipEvents,
  ...invitationsEvents,
  ...joinRequestsEvents,
  ...profileEvents,
  ...rolesEvents,
  ...seatsEvents,
  ...phonesEvents,
  ...accountInfoEvents,
  ...policiesEvents,
  ...checklistEvents,
};
export type OrganizationEvent =
  | SettingsEvent
  | LogoEvent
  | LifecycleEvent
  | WorkspacesEvent
  | PeopleEvent
  | OwnershipEvent
  | InvitationsEvent
  | JoinRequestsEvent
  | ProfileEvent
  | RolesEvent
  | SeatsEvent
  | PhonesEvent
  | AccountInfoEvent
  | ChecklistEvent
  | PoliciesEvent;
