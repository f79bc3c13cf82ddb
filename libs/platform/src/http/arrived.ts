import { position, refused, type AskedOf, type Route, type Violation } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { routeOn } from './on';
import { factsOf, type RequestFacts } from './request-facts';

/** A request for a route, when the guard has let it in. */
export interface Arrived<R extends Route> {
  /** The parameters of the path, the query and the body in one, as their contracts left them; without the reason. */
  readonly asked: AskedOf<R>;
  /** Who asks, and what they may do here. */
  readonly caller: RequestFacts;
  /** The command's identity and metadata. */
  readonly context: CommandContext;
  /** The position that a read has to have seen (D6): what a command answered. Absent: whatever the view has. */
  readonly minPosition?: string | undefined;
}

const reflector = new Reflector();

/** The request, as its route has it: `@Incoming() { asked, context }: Arrived<typeof routes.identity.signUp>`. */
export const Incoming = createParamDecorator((_: unknown, execution: ExecutionContext) =>
  arrived(execution.switchToHttp().getRequest<FastifyRequest>(), routeOn(reflector, execution)),
);

/** The same without Nest. @throws Refused VALIDATION_FAILED for what is no position */
export function arrived(request: FastifyRequest, route: Route) {
  const { reason: _, ...body } = taken(route.body, request.body);
  const caller = factsOf(request);
  const minPosition = route.readsOwnWrites ? minPositionOf(request) : undefined;
  return {
    asked: { ...taken(route.query, request.query), ...body, ...taken(route.params, request.params) },
    caller,
    context: caller.context,
    minPosition,
  };
}

/** What no contract asks for is not looked at. */
function taken(contract: Route['body'], part: unknown): Readonly<Record<string, unknown>> {
  return contract === undefined || typeof part !== 'object' ? {} : { ...part };
}

/** @throws Refused VALIDATION_FAILED for what is no position */
export function minPositionOf({ headers }: FastifyRequest): string | undefined {
  const value = headers['min-position'];
  if (value === undefined) return undefined;
  if (!position.safeParse(value).success)
    throw refused('VALIDATION_FAILED', {
      violations: [{ path: 'Min-Position', code: 'malformed', message: 'is not a position' } satisfies Violation],
    });
  return String(value);
}
