import { comparableAddress, id, refused, type Violation } from '@annals/contracts';
import { uuidV5, type CommandContext, type KeySubject } from '@annals/eventstore';
import type { Vault } from '@annals/vault';
import type { FastifyRequest } from 'fastify';
import { v7 } from 'uuid';
import type { Principal } from '../ports';
import { deviceOf } from './current-device';
import { whoLeft } from './who-left';

/** Namespace of command ids; part of command identity, so it never changes (history.md §3). */
const COMMANDS = '6b1f0c3e-8a52-5c1d-9e53-0d5f2b7a4c10';

/** What allowed the command: the permission, and the roles (with the revision they were read at) that grant it. */
export interface Allowance {
  readonly permission?: string;
  readonly grants?: string;
  /** In an organization: the key of the person that the actor is there. */
  readonly actorKey?: KeySubject;
}

/**
 * The identity and the metadata of the command that a request asks for.
 * With an `Idempotency-Key` the id is uuid v5 of (principal, method, path, key); without one a random v7. In public
 * routes the principal is the address or link even where a session is sent along: the answer to the first try may have
 * brought that session. The body is read as its contract left it (`takeInputs`): a reason is one that a contract asked
 * for and checked.
 */
export function commandContext(
  request: FastifyRequest,
  vault: Vault,
  who: { principal?: Principal; allowance: Allowance; isPublic: boolean },
): CommandContext {
  const key = idempotencyKey(request);
  const { principal, allowance, isPublic } = who;
  const identified = isPublic && !isLinkOfSignedIn(request) ? undefined : principal?.actor;
  const commandId =
    key === undefined
      ? v7()
      : uuidV5(
          COMMANDS,
          JSON.stringify([identified ?? anonymous(request, vault), request.method, pathOf(request), key]),
        );
  const reason = bodyField(request, 'reason');
  return {
    commandId,
    actor: principal?.actor ?? 'system:sign-in',
    correlationId: uuidOr(request.headers['x-correlation-id'], commandId),
    ...(principal?.session === undefined ? {} : { session: principal.session }),
    ...(allowance.permission === undefined ? {} : { permission: allowance.permission }),
    ...(allowance.grants === undefined ? {} : { grants: allowance.grants }),
    ...(reason === undefined ? {} : { reason }),
    ...(principal?.kind === 'key' ? {} : originOf(request, allowance.actorKey ?? accountOf(principal))),
    ...expectedRevision(request),
    ...(allowance.permission === undefined ? { signal: whoLeft(request) } : {}),
  };
}

/** @throws Refused IDEMPOTENCY_KEY_INVALID */
export function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw refused('IDEMPOTENCY_KEY_INVALID');
  return key;
}

/**
 * Who sends a link's token and no password is given no session for it: signed in, they act as themselves, and nobody
 * else repeats their command.
 */
function isLinkOfSignedIn(request: FastifyRequest): boolean {
  return bodyField(request, 'token') !== undefined && bodyField(request, 'password') === undefined;
}

/** Before sign-in the principal is the HMAC of the address (or of the link's token): never the address itself. */
function anonymous(request: FastifyRequest, vault: Vault): string {
  const address = bodyField(request, 'email') ?? bodyField(request, 'token') ?? '';
  return `anonymous:${vault.secrets.hmac('principal', comparableAddress(address))}`;
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? '';
}

function bodyField(request: FastifyRequest, name: string): string | undefined {
  const body: unknown = request.body;
  if (body === null || typeof body !== 'object' || !(name in body)) return undefined;
  const value: unknown = Reflect.get(body, name);
  return typeof value === 'string' ? value : undefined;
}

/**
 * Where a person acted from is personal: the codec seals it under their key in the organization that they act in, so that
 * it goes when that erases them; elsewhere under that of their account. Before sign-in it is known whose that is only
 * where the command turns out to be somebody's. Keys act for nobody in particular.
 */
const originOf = (request: FastifyRequest, actorKey: KeySubject | undefined): Partial<CommandContext> => ({
  origin: deviceOf(request),
  ...(actorKey && { actorKey }),
});

const accountOf = (principal: Principal | undefined): KeySubject | undefined =>
  principal && { scope: 'account', subject: principal.id };

/** `If-Match: "12"` asks for exactly that revision of the stream. @throws Refused VALIDATION_FAILED */
function expectedRevision(request: FastifyRequest): Partial<CommandContext> {
  const header = request.headers['if-match'];
  if (header === undefined) return {};
  const revision = /^"?(\d{1,15})"?$/.exec(header)?.[1];
  if (revision === undefined)
    throw refused('VALIDATION_FAILED', {
      violations: [{ path: 'If-Match', code: 'malformed', message: 'is not a revision' } satisfies Violation],
    });
  return { expectedRevision: Number(revision) };
}

/**
 * Only what counts as an id everywhere: it goes into the log and into jobs, and a job that cannot read its own payload
 * is never done.
 */
function uuidOr(value: unknown, otherwise: string): string {
  return id.safeParse(value).data ?? otherwise;
}
