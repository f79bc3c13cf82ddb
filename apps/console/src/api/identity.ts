import {
  Accepted,
  AccountEffect,
  ApiKeys,
  type ChangePassword,
  type ForgotPassword,
  IssuedKey,
  type IssueBotKey,
  type IssueKey,
  KeyEffect,
  Me,
  type ResetPassword,
  SignedIn,
  type SignIn,
  type SignUp,
  VerificationPreview,
  Verified,
  type VerifyUser,
} from '@annals/contracts';
import type { z } from 'zod';
import { command, read, remove } from './client';
import { reader } from './reader';

const of = (organizationId: string) => `/organizations/${organizationId}`;

export const signUp = (body: z.input<typeof SignUp>, key: string) => command('/users', { key, answer: Accepted, body });
/** Changes nothing, so any key does. */
export const previewVerification = (token: string) =>
  command('/users/preview', { key: crypto.randomUUID(), answer: VerificationPreview, body: { token } });
export const verifyUser = (body: z.input<typeof VerifyUser>, key: string) =>
  command('/users/verify', { key, answer: Verified, body });
export const signIn = (body: z.input<typeof SignIn>, key: string) =>
  command('/session', { key, answer: SignedIn, body });
export const signOut = () => remove('/session');
export const forgotPassword = (body: z.input<typeof ForgotPassword>, key: string) =>
  command('/password/forgot', { key, answer: Accepted, body });
export const resetPassword = (body: z.input<typeof ResetPassword>, key: string) =>
  command('/password/reset', { key, answer: AccountEffect, body });
export const changePassword = (body: z.input<typeof ChangePassword>, key: string) =>
  command('/me/password', { key, answer: AccountEffect, body });
export async function readMe(signal?: AbortSignal) {
  const me = await read('/me', Me, { scope: 'me', signal });
  reader.learn(me.userId);
  return me;
}

/** Keys of a bot, or of the organization when `botId` is not given. */
export interface KeysOf {
  organizationId: string;
  botId?: string;
}
const keysPath = ({ organizationId, botId }: KeysOf) =>
  botId === undefined ? `${of(organizationId)}/api-keys` : `${of(organizationId)}/bots/${botId}/api-keys`;
export const readKeys = (owner: KeysOf, signal?: AbortSignal) =>
  read(keysPath(owner), ApiKeys, { scope: owner.organizationId, signal });
export const issueKey = (owner: KeysOf, body: z.input<typeof IssueKey> | z.input<typeof IssueBotKey>, key: string) =>
  command(keysPath(owner), { key, answer: IssuedKey, body });
export const revokeKey = (owner: KeysOf, keyId: string, key: string) =>
  command(`${keysPath(owner)}/${keyId}/revoke`, { key, answer: KeyEffect });
