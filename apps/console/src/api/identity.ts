import { type CallOf, routes } from '@annals/contracts';
import { call } from './client';
import { reader } from './reader';

const api = routes.identity;

export const signUp = call(api.signUp);
/** Changes nothing, so any key does. */
export const previewVerification = (token: string) => call(api.previewVerification)({ token }, crypto.randomUUID());
export const verifyUser = call(api.verifyUser);
export const signIn = call(api.signIn);
/** Whoever is signed out already is so again: any key does. */
export const signOut = () => call(api.signOut)({}, crypto.randomUUID());
export const forgotPassword = call(api.forgotPassword);
export const resetPassword = call(api.resetPassword);
export const changePassword = call(api.changePassword);
export async function readMe(signal?: AbortSignal) {
  const me = await call(api.getMe)({}, signal);
  reader.learn(me.userId);
  return me;
}

/** Keys of a bot, or of the organization when `botId` is not given. */
export interface KeysOf {
  organizationId: string;
  botId?: string;
}
export const readKeys = ({ organizationId, botId }: KeysOf, signal?: AbortSignal) =>
  botId === undefined
    ? call(api.listApiKeys)({ organizationId }, signal)
    : call(api.listBotKeys)({ organizationId, botId }, signal);

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
