import { callOf, type CallOf, type Permission, routes } from '@annals/contracts';
import { call, leadsTo } from './client';
import { everyRow } from './every-row';

const api = routes.organization;
type Api = typeof api;
type Query = Readonly<Record<string, string | number | undefined>>;

export const readOrganization = (organizationId: string, signal?: AbortSignal) =>
  call(api.getOrganization)({ organizationId }, signal);
export const readMembership = (organizationId: string, signal?: AbortSignal) =>
  call(api.getMyMembership)({ organizationId }, signal);
export const renameOrganization = (
  organizationId: string,
  body: Omit<CallOf<Api['renameOrganization']>, 'organizationId'>,
  key: string,
) => call(api.renameOrganization)({ organizationId, ...body }, key);

export const setLogo = call(api.setLogo);
export const removeLogo = call(api.removeLogo);

export const setLocale = (
  organizationId: string,
  body: Omit<CallOf<Api['setLocale']>, 'organizationId'>,
  key: string,
) => call(api.setLocale)({ organizationId, ...body }, key);
export const suspendOrganization = (organizationId: string, body: { reason?: string }, key: string) =>
  call(api.suspendOrganization)({ organizationId, ...body }, key);
export const reactivateOrganization = (organizationId: string, key: string) =>
  call(api.reactivateOrganization)({ organizationId }, key);

export const readMembers = (organizationId: string, query: Query, signal?: AbortSignal) =>
  call(api.listMembers)({ ...query, organizationId }, signal);
/** Where a browser gets the list as a file, which it takes piece by piece. */
export const membersFile = (organizationId: string, query: Query): string =>
  callOf(api.exportMembers, { ...query, organizationId }).path;
export const changeRoles = (
  organizationId: string,
  personId: string,
  { body, key }: Intended<Omit<CallOf<Api['changeMemberRoles']>, 'organizationId' | 'personId'>>,
) => call(api.changeMemberRoles)({ organizationId, personId, ...body }, key);
export const setAccessEnd = (
  organizationId: string,
  personId: string,
  { body, key }: Intended<{ until: string | null; reason?: string }>,
) => call(api.setAccessEnd)({ organizationId, personId, ...body }, key);
export const readBelongings = (organizationId: string, personId: string, signal?: AbortSignal) =>
  call(api.getBelongings)({ organizationId, personId }, signal);
export const readMyBelongings = (organizationId: string, signal?: AbortSignal) =>
  call(api.getMyBelongings)({ organizationId }, signal);
type Ending<Route extends keyof Api> = Omit<CallOf<Api[Route]>, 'organizationId' | 'personId'>;
export const removeMember = (
  organizationId: string,
  personId: string,
  { body, key }: Intended<Ending<'removeMember'>>,
) => call(api.removeMember)({ organizationId, personId, ...body }, key);
export const suspendMember = (
  organizationId: string,
  personId: string,
  { body, key }: Intended<Ending<'suspendMember'>>,
) => call(api.suspendMember)({ organizationId, personId, ...body }, key);
export const reinstateMember = (
  organizationId: string,
  personId: string,
  { body, key }: Intended<{ reason?: string }>,
) => call(api.reinstateMember)({ organizationId, personId, ...body }, key);
export const leave = (organizationId: string, { body, key }: Intended<Ending<'leaveOrganization'>>) =>
  call(api.leaveOrganization)({ organizationId, ...body }, key);

export const changeSlug = call(api.changeSlug);
/** Which organization is called so in addresses, or was until lately. */
export const findBySlug = async (slug: string): Promise<string> =>
  (await leadsTo(api.findBySlug, { slug })).split('/').at(-1) ?? '';
export const requestDeletion = call(api.requestDeletion);
export const cancelDeletion = call(api.cancelDeletion);

export const readOwnershipOffer = (organizationId: string, signal?: AbortSignal) =>
  call(api.getOwnershipOffer)({ organizationId }, signal);
export const offerOwnership = (
  organizationId: string,
  { body, key }: Intended<Omit<CallOf<Api['offerOwnership']>, 'organizationId'>>,
) => call(api.offerOwnership)({ organizationId, ...body }, key);
/** What is done with an open offer. */
export type OfferAct = 'acceptOwnership' | 'declineOwnership' | 'withdrawOwnershipOffer';
export const answerOffer = (organizationId: string, act: OfferAct, key: string) =>
  call(api[act])({ organizationId }, key);

/** Every role: 58 at most. */
export async function readRoles(organizationId: string, signal?: AbortSignal) {
  const { rows } = await everyRow(
    (page) => call(api.listRoles)({ ...page, organizationId }, signal),
    ({ items }) => items,
  );
  return rows;
}
export const readAccess = (organizationId: string, permission: Permission, signal?: AbortSignal) =>
  call(api.listAccess)({ organizationId, permission, limit: 50 }, signal);
export const createRole = call(api.createRole);
export const cloneRole = call(api.cloneRole);
export const renameRole = call(api.renameRole);
export const changeRolePurpose = call(api.changeRolePurpose);
export const changeRolePermissions = call(api.changeRolePermissions);
export const retireRole = call(api.retireRole);
export const setDefaultRole = call(api.setDefaultRole);

export const readInvitations = (organizationId: string, query: Query, signal?: AbortSignal) =>
  call(api.listInvitations)({ ...query, organizationId }, signal);
export const invite = (
  organizationId: string,
  body: Omit<CallOf<Api['inviteMember']>, 'organizationId'>,
  key: string,
) => call(api.inviteMember)({ organizationId, ...body }, key);
type List = Omit<CallOf<Api['previewBulk']>, 'organizationId'>;
/** What each line of a list would do. It changes nothing. */
export const previewList = (organizationId: string, body: List, key: string) =>
  call(api.previewBulk)({ organizationId, ...body }, key);
export const inviteList = (
  organizationId: string,
  body: Omit<CallOf<Api['inviteBulk']>, 'organizationId'>,
  key: string,
) => call(api.inviteBulk)({ organizationId, ...body }, key);
export const resendInvitation = (organizationId: string, invitationId: string, key: string) =>
  call(api.resendInvitation)({ organizationId, invitationId }, key);
export const revokeInvitation = (organizationId: string, invitationId: string, key: string) =>
  call(api.revokeInvitation)({ organizationId, invitationId }, key);
/** Changes nothing, so any key does. */
export const previewInvitation = (token: string) => call(api.previewInvitation)({ token }, crypto.randomUUID());
export const acceptInvitation = call(api.acceptInvitation);
export const acceptMyInvitation = call(api.acceptMyInvitation);
export const declineMyInvitation = call(api.declineMyInvitation);

export const readAudit = (organizationId: string, query: Query, signal?: AbortSignal) =>
  call(routes.audit.listAudit)({ ...query, organizationId }, signal);
export const readIncident = (organizationId: string, query: Query, signal?: AbortSignal) =>
  call(routes.audit.getIncident)({ ...query, organizationId }, signal);
export async function readAuditFilters(organizationId: string, signal?: AbortSignal) {
  const { first, rows } = await everyRow(
    (page) => call(routes.audit.getAuditFilters)({ ...page, organizationId }, signal),
    ({ actors }) => actors,
  );
  return { ...first, actors: rows };
}
export const readAuditEntry = (organizationId: string, sequence: number, signal?: AbortSignal) =>
  call(routes.audit.getAuditEntry)({ organizationId, sequence }, signal);

/** A body and the key of its intent. */
export interface Intended<Body> {
  body: Body;
  key: string;
}
