import { Refused } from '@annals/kernel';
import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusalsTold } from '../told';
import { problemDocument } from './problem-document';

/**
 * Every error leaves as a problem document; faults, and storage that is away, are logged with their cause, refusals are
 * not.
 */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const { problem, headers } = problemDocument(error, request);
    refusalsTold.publish({ code: problem.code });
    if (problem.code === 'INTERNAL' || (problem.status >= 500 && !(error instanceof Refused)))
      this.log.error(error instanceof Error ? error : String(error), error instanceof Error ? error.stack : undefined);
    if (reply.raw.headersSent) {
      reply.raw.end();
      return;
    }
    void reply.status(problem.status).headers(headers).send(JSON.stringify(problem));
  }
}
