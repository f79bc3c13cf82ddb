/** Who somebody is, and how they prove it. */
export { identityContext } from './identity.context';
/** What this context asks of others. */
export { OrganizationFounding } from './account/organization-founding.port';
export { OpenInvitations } from './access/open-invitations.port';
export { PeoplesAccounts } from './access/peoples-accounts.port';
export { BotDirectory } from './keys/bot-directory.port';
/** What others ask of it. */
export { KeyDirectory } from './keys/key-directory.service';
export { OrganizationSetup } from './access/organization-setup.service';
export { ExportsOfLists } from './access/exports-of-lists.service';
export { MemberSignIns } from './access/member-sign-ins.service';
export { EventSourcedAccounts } from './account/event-sourced-accounts.service';
export { VaultPrincipals } from './account/vault-principals.service';
/** What an operator says to who asks for one more organization. */
export { answerRequest } from './account/operator-answers.service';
