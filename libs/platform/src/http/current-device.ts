import type { CommandContext } from '@annals/eventstore';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** Where somebody signs in from: for their own list of sessions. */
export type Device = NonNullable<CommandContext['origin']>;

/** Where a request comes from. */
export function deviceOf(request: FastifyRequest): Device {
  return { ip: request.ip, userAgent: (request.headers['user-agent'] ?? '').slice(0, 300) };
}

/** Where the request comes from. */
export const CurrentDevice = createParamDecorator((_: unknown, execution: ExecutionContext): Device =>
  deviceOf(execution.switchToHttp().getRequest<FastifyRequest>()),
);
