/**
 * Nest plumbing that every context leans on: commands, access, problems, idempotency, mail, and the ports where
 * contexts meet.
 */
export { Backlog, type BacklogSource } from './backlog';
export * from './command';
export { decideCounted, mustSpend } from './counted';
export { csvRows } from './csv-rows';
export * from './query';
export * from './context';
export * from './job';
export * from './timer';
export { Later } from './later';
export * from './http/access.guard';
export { allowedIn, type Allowed, type Here } from './http/allowed';
export { mayThere, workspacesWith } from './http/workspaces-with';
export { Incoming, type Arrived } from './http/arrived';
export * from './http/credentials';
export { hasAlready } from './http/has-already';
export * from './http/idempotency.interceptor';
export { NoticeInterceptor, NOTICES, type Notice } from './http/notices';
export { On, routeOn } from './http/on';
export * from './http/problem';
export * from './http/problem.filter';
export { problemDocument } from './http/problem-document';
export { factsOf, type RequestFacts } from './http/request-facts';
export { keepRawBody, rawBodyOf } from './http/raw-body';
export { whoLeft } from './http/who-left';
export type { Device } from './http/current-device';
export { serve, servedRoute, type Served } from './http/serve';
export { serveSession } from './http/serve-session';
export { validationProblem } from './http/violations';
export { noteStandsStill, sayStandsStill } from './http/standing-still';
export * from './mail/mail-text';
export * from './mail/mail-transport';
export * from './sms/sms-transport';
export { WebhookSmsTransport } from './sms/webhook-sms-transport';
export * from './outgoing/guarded-fetch';
export * from './ports';
export { Exports, type Exported } from './lists/exports.port';
export { csvFile, jsonLinesFile, personalCell, type Columns } from './lists/list-file';
export { ListFiles, type ListPart } from './lists/list-files';
export { refusalsTold } from './told';
export * from './connections';
export * from './process/run-process';
export { startupSentence } from './process/startup-sentence';
export { ownRoleHandlers, ownRoleRows, ownRolesNow } from './own-roles';
export { policiesSaid, policyHandlers, policyRows } from './policies-said';
export type { OwnRoleRow, OwnRolesNow } from './own-roles';
