import { Refused } from '@annals/kernel';
import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problemOf } from './problem';

/** Seconds after which a client may try again, by status. */
const retryAfter: Readonly<Record<number, string>> = { 423: '900', 429: '60', 503: '1' };

/** Every error leaves as a problem document; faults, and storage that is away, are logged with their cause, refusals are not. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.code === 'INTERNAL' || (problem.status >= 500 && !(error instanceof Refused))) this.log.error(error instanceof Error ? error : String(error), error instanceof Error ? error.stack : undefined);
    if (reply.raw.headersSent) {
      reply.raw.end();
      return;
    }
    const after = retryAfter[problem.status];
    if (after !== undefined) void reply.header('retry-after', after);
    void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify({ ...problem, instance: request.url.split('?')[0] }));
  }
}
