import { type CallOf, routes } from '@annals/contracts';
import { call } from './client';
import { everyRow } from './every-row';
import { reader } from './reader';

const api = routes.identity;

export const signUp = call(api.signUp);
/** Changes nothing, so any key does. */
export const previewVerification = (token: string) => call(api.previewVerification)({ token }, crypto.randomUUID());
export const verifyUser = call(api.verifyUser);
export const enterUnverified = call(api.enterUnverified);
export const confirmAddress = call(api.confirmAddress);
export const resendVerification = call(api.resendVerification);
export const signIn = call(api.signIn);
/** Whoever is signed out already is so again: any key does. */
export const signOut = () => call(api.signOut)({}, crypto.randomUUID());
export const forgotPassword = call(api.forgotPassword);
export const resetPassword = call(api.resetPassword);
export const changePassword = call(api.changePassword);
export const createOrganization = call(api.createOrganization);
export const requestOrganization = call(api.requestOrganization);
export const readOrganizationQuota = (signal?: AbortSignal) => call(api.getOrganizationQuota)({}, signal);
/** Who is signed in, with every organization of theirs and what they are invited to. */
export async function readMe(signal?: AbortSignal) {
  const [me, { first, rows }] = await Promise.all([
    call(api.getMe)({}, signal),
    everyRow(
      (page) => call(api.listOrganizations)(page, signal),
      ({ items }) => items,
    ),
  ]);
  reader.learn(me.userId);
  return { ...me, organizations: rows, invitations: first.invitations };
}
export type Me = Awaited<ReturnType<typeof readMe>>;

/** Keys of a bot, or of the organization when `botId` is not given. */
export interface KeysOf {
  organizationId: string;
  botId?: string;
}
interface PageOfKeys {
  cursor?: string | undefined;
  limit: number;
}
export const readKeys = ({ organizationId, botId }: KeysOf, page: PageOfKeys, signal?: AbortSignal) =>
  botId === undefined
    ? call(api.listApiKeys)({ ...page, organizationId }, signal)
    : call(api.listBotKeys)({ ...page, organizationId, botId }, signal);
export type NewKey = Omit<CallOf<typeof api.issueApiKey>, 'organizationId'>;
/** A bot's own key may what bots do: nobody chooses its permissions. */
export const issueKey = ({ organizationId, botId }: KeysOf, body: NewKey | Omit<NewKey, 'permissions'>, key: string) =>
  botId === undefined
    ? call(api.issueApiKey)({ permissions: [], organizationId, ...body }, key)
    : call(api.issueBotKey)({ organizationId, botId, ...body }, key);
export const revokeKey = ({ organizationId, botId }: KeysOf, keyId: string, key: string) =>
  botId === undefined
    ? call(api.revokeApiKey)({ organizationId, keyId }, key)
    : call(api.revokeBotKey)({ organizationId, botId, keyId }, key);
