import type { Answer, Vault } from '@annals/vault';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../ports';
import { commandContext, idempotencyKey } from './command-context';

/** Commands change something; what only reads is simply asked again. */
export function isCommand({ method }: Pick<FastifyRequest, 'method'>): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/**
 * The body, as far as it makes a request the same one. Keyed: bodies hold passwords, and a plain digest of one could be
 * tried out by whoever reads the table.
 */
export function bodyHash(request: FastifyRequest, vault: Vault): string {
  return vault.secrets.hmac('request-body', JSON.stringify(request.body ?? null));
}

/** What this principal was answered when they sent this very command before. */
export async function earlierAnswer(
  request: FastifyRequest,
  vault: Vault,
  principal: Principal,
): Promise<Answer | undefined> {
  if (!isCommand(request) || idempotencyKey(request) === undefined) return undefined;
  const { commandId } = commandContext(request, vault, { principal, allowance: {}, isPublic: false });
  return vault.idempotency.find(commandId, bodyHash(request, vault));
}
