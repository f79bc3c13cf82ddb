import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Device } from '../sessions/session-beginning.service';

/** Where the request comes from. */
export const CurrentDevice = createParamDecorator((_: unknown, execution: ExecutionContext): Device => {
  const request = execution.switchToHttp().getRequest<FastifyRequest>();
  return { ip: request.ip, userAgent: (request.headers['user-agent'] ?? '').slice(0, 300) };
});
