/**
 * The promises: events that are kept for ever, the API, permissions and refusals. Browser-safe: zod and the kernel
 * only.
 */
export { comparableAddress, mailboxOf } from './address';
export * from './audit/api';
export * from './audit/events';
export * from './automation/api';
export * from './automation/events';
export * from './console-pages';
export * from './countries';
export * from './define-event';
export { exampleOf } from './example';
export * from './identity/api';
export * from './identity/events';
export { unlinked } from './links';
export { compareNames } from './name-order';
export * from './organization/invitations/api';
export * from './organization/ownership/api';
export * from './organization/ownership/events';
export * from './organization/lifecycle/events';
export * from './organization/lifecycle/status';
export * from './organization/people/api';
export * from './organization/roles/api';
export * from './organization/roles/events';
export * from './organization/settings/api';
export * from './organization/events';
export * from './organization/invitations/events';
export * from './organization/people/events';
export * from './organization/settings/events';
export * from './organization/workspaces/events';
export * from './organization/params';
export * from './permissions';
export * from './reactions';
export * from './roles';
export * from './refusals';
export { refusalsOf } from './refusals-of';
export * from './route';
export * from './routes';
export * from './registry';
export { type Piece, type SentenceTemplate } from './sentence';
export * from './sentences';
export { comparableName } from './text';
export * from './standing-still';
export * from './upcast';
export * from './upcasts';
export * from './violations';
export * from './words';
