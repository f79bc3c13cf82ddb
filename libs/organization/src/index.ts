/** Organizations, their members and invitations. */
export { organizationContext } from './organization.context';
/** What this context asks of others. */
export { Belongings, type Belonging } from './organization/belongings.port';
export { Accounts } from './organization/accounts.port';
export { WorkspaceContents } from './organization/workspace-contents.port';
export { EmptiedViews } from './organization/emptied-views.port';
export { PurgeObjections, type PurgeObjection } from './organization/purge-objections.port';
/** What others ask of it. */
export { ErasablePeople } from './organization/erasable-people.service';
export { BegunOrganizations } from './organization/begun-organizations.service';
export { operate, operatorActs, setSeats, type OperatorAct } from './organization/operator-acts.service';
export { purgeAgain, PURGES_AGAIN } from './organization/purge-again.service';
export { InvitationsTo } from './organization/invitations-to.service';
export { OrganizationMemberships } from './organization/organization-memberships.service';
export { OwnersAndAdmins } from './organization/owners-and-admins.service';
export { OrganizationWorkspaces } from './organization/organization-workspaces.service';
