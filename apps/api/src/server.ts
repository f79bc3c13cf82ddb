import type { Config } from '@annals/config';
import { refused } from '@annals/contracts';
import { Problem, problemDocument, validationProblem } from '@annals/platform';
import cookie from '@fastify/cookie';
import { StandardSchemaSerializerInterceptor, StandardSchemaValidationPipe } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { serveConsole } from './console/console';
import { serveDocs } from './docs/docs';
import { refuseNul } from './refuse-nul';
import { securityHeaders } from './security-headers';

const BODY_LIMIT = 1 << 20;

/** Fastify with its own pino: one JSON line per request; no bodies, no credentials. By `process.stdout`, because pino's own file ends the process on a full disk. */
export function adapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
    },
    logger: { level: config.logLevel, stream: process.stdout, redact: ['req.headers.authorization', 'req.headers.cookie'] },
    disableRequestLogging: config.logLevel !== 'debug',
    bodyLimit: BODY_LIMIT,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => { notFound(request, reply, config); },
    forceCloseConnections: true, // or SIGTERM waits for every open event stream
  });
}

/** Everything around the controllers: validation by zod, headers, the OpenAPI page, the console. */
export async function prepare(app: NestFastifyApplication, config: Config): Promise<void> {
  await app.register(cookie);
  checkRequests(app, config);
  await serveDocs(app, Problem);
  await serveConsole(app);
  app.enableShutdownHooks();
}

/** What every request and its answer go through on their way to a route and back. */
export function checkRequests(app: NestFastifyApplication, config: Config): void {
  app.useGlobalPipes(new StandardSchemaValidationPipe({ exceptionFactory: validationProblem }));
  app.useGlobalInterceptors(new StandardSchemaSerializerInterceptor(app.get(Reflector)));
  const fastify = app.getHttpAdapter().getInstance();
  acceptEmptyJson(fastify);
  fastify.addHook('onRequest', async (request, reply) => { securityHeaders(request, reply, config); });
  refuseNul(fastify);
}

/** An address that fastify itself can't read, e.g. `/%zz`: no hook and no filter sees it. */
function notFound(request: FastifyRequest, reply: FastifyReply, config: Config): void {
  const { problem, headers } = problemDocument(refused('NOT_FOUND'), request);
  securityHeaders(request, reply, config);
  void reply.status(problem.status).headers(headers).send(JSON.stringify(problem));
}

/** `POST …/leave` needs no body: none at all, and an empty one with a JSON content type, read as `{}`. Prototype poisoning is refused. */
function acceptEmptyJson(fastify: FastifyInstance): void {
  fastify.removeContentTypeParser('text/plain'); // JSON is the only body that we read: anything else is 415
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, {});
    else void parse(request, body.toString(), done);
  });
  fastify.addHook('preValidation', async (request) => {
    if (request.method !== 'GET' && request.body === undefined) request.body = {};
  });
}
