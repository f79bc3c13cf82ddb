import { position, refused, type Permission, type Violation } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension, ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { factsOf, type RequestFacts } from './request-facts';

/**
 * What a route needs before it runs. Every route declares one of the three; a test fails when one does not
 * (architecture §8).
 */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signed-in' }
  | { readonly kind: 'permission'; readonly permission: Permission };

export const ACCESS = Symbol('access');

/** Anybody: sign-up, sign-in, links from mails. */
export const Public = () => SetMetadata(ACCESS, { kind: 'public' } satisfies Access);

/** Any person with a session; nothing about an organization. */
export const SignedIn = () =>
  applyDecorators(SetMetadata(ACCESS, { kind: 'signed-in' } satisfies Access), ApiCookieAuth());

/**
 * A member of the organization in the path (or its API key) with this permission. Anybody else: 404, or 403 for
 * members.
 */
export const Requires = (permission: Permission) =>
  applyDecorators(
    SetMetadata(ACCESS, { kind: 'permission', permission } satisfies Access),
    ApiCookieAuth(),
    ApiBearerAuth(),
    ApiExtension('x-permission', permission),
  );

export const SHOWS_SECRET = Symbol('shows-secret');

/**
 * The answer shows a secret once (an API key, a session's cookie): no answer of this route is kept; a repeated command
 * mints the same secret again.
 */
export const ShowsSecret = () => SetMetadata(SHOWS_SECRET, true);

export const ENDS_OWN_SESSION = Symbol('ends-own-session');

/**
 * The command ends the session that it is sent in, and its answer shows a secret: whoever repeats it is let in as who
 * they were, and finds what it came to (history.md §3). The handler carries nothing out for a `former` caller.
 */
export const EndsOwnSession = () => applyDecorators(SetMetadata(ENDS_OWN_SESSION, true), ShowsSecret());

const requestOf = (context: ExecutionContext) => context.switchToHttp().getRequest<FastifyRequest>();

/** The command's identity and metadata. */
export const Ctx = createParamDecorator(
  (_: unknown, context: ExecutionContext): CommandContext => factsOf(requestOf(context)).context,
);

/** Who asks, and what they may do here. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): RequestFacts =>
  factsOf(requestOf(context)),
);

const minPosition = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined => {
  const value = requestOf(context).headers['min-position'];
  if (value === undefined) return undefined;
  if (!position.safeParse(value).success)
    throw refused('VALIDATION_FAILED', {
      violations: [{ path: 'Min-Position', code: 'malformed', message: 'is not a position' } satisfies Violation],
    });
  return String(value);
});

/** The position that a read has to have seen (D6): what a command answered. Absent: whatever the view has. */
export const MinPosition = () => minPosition();

/** For the OpenAPI document: this read honours Min-Position. */
export const ReadsOwnWrites = () =>
  ApiHeader({
    name: 'Min-Position',
    required: false,
    description: 'Wait (2 s at most) until the view has this position',
  });
