/** Organizations, their members and invitations. */
import type { AnyView, Reaction } from '@annals/views';
import {
  invitationMails,
  mailInvitationWhenMemberIsInvited,
} from './reactions/mail-invitation-when-member-is-invited/mail-invitation-when-member-is-invited';
import {
  mailInvitation,
  type JobTools,
} from './reactions/mail-invitation-when-member-is-invited/mail-invitation-when-member-is-invited.job';
import { organizationCard } from './views/organization/organization.view';
import { people } from './views/people/people.view';

export type { JobTools } from './reactions/mail-invitation-when-member-is-invited/mail-invitation-when-member-is-invited.job';
export { FoundOrganization } from './commands/found-organization/found-organization.handler';
export { OrganizationModule } from './organization.module';
export { OrganizationMemberships } from './organization/organization-memberships.service';
export { OrganizationRecovery } from './organization/recovery.service';
export { OrganizationWorkspaces } from './organization/organization-workspaces.service';

/** The views of this context, for the projector and the api. */
export const organizationViews: readonly AnyView[] = [people, organizationCard];

/** The reactions of this context, for the worker. */
export const organizationReactions: readonly Reaction[] = [mailInvitationWhenMemberIsInvited];

/** What the worker does for them, by queue; given what each job needs, it rejects when it should be tried again. */
export const organizationJobs = (tools: JobTools): Readonly<Record<string, (payload: unknown) => Promise<void>>> => ({
  [invitationMails]: mailInvitation(tools),
});

/** Queues of jobs that act outside: held after a restore until an operator releases them. */
export const organizationSideEffects: readonly string[] = [invitationMails];
