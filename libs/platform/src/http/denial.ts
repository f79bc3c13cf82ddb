import { id, namesIn, targetKind, type Route } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import type { FastifyRequest } from 'fastify';
import type { Denial, Principal } from '../ports';
import { isCommand } from './earlier-answer';

interface Asked {
  readonly route: Pick<Route, 'path' | 'access' | 'forbiddenAs'>;
  readonly request: Pick<FastifyRequest, 'method' | 'params'>;
  readonly principal: Principal;
}

/**
 * What auditors of an organization are told of an error: that a member or a key of theirs asked for a command without
 * the permission for it. undefined of everything else: strangers are answered 404, and reading is not recorded.
 */
export function denialOf(error: unknown, { route, request, principal }: Asked): Denial | undefined {
  const { access: permission, path, forbiddenAs = 'FORBIDDEN' } = route;
  if (!(error instanceof Refused) || error.code !== forbiddenAs || !isCommand(request)) return undefined;
  if (permission === 'public' || permission === 'signed-in') return undefined;
  const params = new Map(Object.entries(request.params ?? {}));
  const organizationId = id.parse(params.get('organizationId'));
  const target = targetOf(path, params);
  return { organizationId, actor: principal.actor, permission, ...(target && { target }) };
}

/** What the last parameter of the path names: it is what the command is about. What is no id names nothing. */
function targetOf(path: string, params: ReadonlyMap<string, unknown>): Denial['target'] {
  const name = namesIn(path).at(-1) ?? '';
  const word = name.replace(/Id$/, '').replace(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
  const kind = targetKind.safeParse(word).data;
  const named = id.safeParse(params.get(name)).data;
  return kind && named ? { kind, id: named } : undefined;
}
