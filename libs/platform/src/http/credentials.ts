import '@fastify/cookie'; // request.cookies
import type { FastifyRequest } from 'fastify';

export const SESSION_COOKIE = 'annals_session';

/** What a request carries to say who it is: an API key, else a session's cookie. A key is never looked past. */
export type Credentials = { readonly bearer: string } | { readonly sessionToken: string };

/**
 * The credentials of a request; `unreadable` for an Authorization header that is no API key, undefined where there are
 * none.
 */
export function credentialsOf({ headers, cookies }: FastifyRequest): Credentials | 'unreadable' | undefined {
  const { authorization } = headers;
  if (authorization !== undefined) {
    const bearer = /^Bearer +(\S{1,400})$/i.exec(authorization)?.[1];
    return bearer === undefined ? 'unreadable' : { bearer };
  }
  const sessionToken = cookies[SESSION_COOKIE];
  return sessionToken === undefined ? undefined : { sessionToken };
}
