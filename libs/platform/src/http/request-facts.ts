import type { Permission } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import type { Answer } from '@annals/vault';
import type { Moment } from '@annals/views';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../ports';
import type { Allowed } from './allowed';

/** What the guard found out about a request; everything behind it takes it from here, nothing asks twice. */
export interface RequestFacts {
  readonly principal?: Principal;
  /** The session has ended: what the very command came to may be found again, nothing may be carried out. */
  readonly former?: boolean;
  /** In routes of an organization, for people. */
  readonly member?: Allowed['member'];
  /** By roles of the organization: everywhere in it. */
  readonly permissions: ReadonlySet<Permission>;
  /** Workspace → what they may there beside: `workspacesWith` says where somebody holds a permission. */
  readonly workspaces: Allowed['workspaces'];
  /** Bot → what they may with it beside that: `botsWith`. Absent: with none. */
  readonly bots?: Allowed['bots'] | undefined;
  readonly context: CommandContext;
  /** As of when the address asks (E1); absent: as it is now. What somebody may is always what they may now. */
  readonly past?: Moment | undefined;
  /**
   * Who asks may not do this any more, but was answered this very command before: the answer, to be repeated. Nothing
   * is carried out.
   */
  readonly answered?: Answer;
}

const facts = new WeakMap<FastifyRequest, RequestFacts>();

export function rememberFacts(request: FastifyRequest, found: RequestFacts): void {
  facts.set(request, found);
}

/** @throws Error when no guard ran: a route outside of the house's module */
export function factsOf(request: FastifyRequest): RequestFacts {
  const found = facts.get(request);
  if (!found) throw new Error(`No guard ran for ${request.method} ${request.url}`);
  return found;
}
