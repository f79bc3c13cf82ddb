import type { FastifyReply } from 'fastify';
import { SESSION_COOKIE } from './credentials';

/** As long as a session can live at all; the vault ends it earlier. */
const LONGEST_SECONDS = 90 * 24 * 60 * 60;

/**
 * Gives the browser its session. The header is set at once, not by a hook, so that the answer kept for a repeated
 * request has it too.
 * @param publicUrl where people reach the console: behind https the cookie never travels without it
 */
export function setSessionCookie(reply: FastifyReply, token: string, publicUrl: string): void {
  write(reply, `${SESSION_COOKIE}=${token}`, { seconds: LONGEST_SECONDS, publicUrl });
}

/** Takes it away again. */
export function clearSessionCookie(reply: FastifyReply, publicUrl: string): void {
  write(reply, `${SESSION_COOKIE}=`, { seconds: 0, publicUrl });
}

/** Whether a `set-cookie` header is one that takes a session away: it holds no secret. */
export function takesSessionAway(header: string): boolean {
  return header.startsWith(`${SESSION_COOKIE}=;`);
}

function write(
  reply: FastifyReply,
  pair: string,
  { seconds, publicUrl }: { seconds: number; publicUrl: string },
): void {
  const secure = publicUrl.startsWith('https:') ? ['Secure'] : [];
  void reply.header(
    'set-cookie',
    [pair, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Lax', ...secure].join('; '),
  );
}
