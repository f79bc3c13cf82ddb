import type { Config } from '@annals/config';
import { refused } from '@annals/contracts';
import {
  credentialsOf,
  Principals,
  problemDocument,
  sayLookedBack,
  sayStandsStill,
  withoutMoment,
} from '@annals/platform';
import cookie from '@fastify/cookie';
import { StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { LogController, type FastifyReply, type FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { checkQueries } from './check-queries';
import { serveConsole } from './console/console';
import { serveDocs } from './docs/docs';
import { serveMetrics } from './metrics/metrics';
import { refuseOtherMethods } from './methods';
import { readBodies } from './read-body';
import { securityHeaders } from './security-headers';

/**
 * What a sender may take: a request that is not whole by then ends with 408; connections beyond these are not taken.
 */
const LIMITS = { requestMs: 30_000, connections: 4_096 };
const HEADERS_MS = 10_000;
const CHECK_MS = 2_000;
/** Longer than proxies keep theirs (60 s as a rule), so that none sends by a connection that we have just closed. */
const KEEP_ALIVE_MS = 65_000;
/** So much longer than a client is told: one that is late, or just sends, does not meet a closed connection. */
const KEEP_ALIVE_BUFFER_MS = 10_000;

/**
 * Fastify with its own pino: one JSON line per request; no bodies, no credentials. By `process.stdout`, because pino's
 * own file ends the process on a full disk.
 */
export function adapter(config: Config, limits: Pick<typeof LIMITS, 'requestMs'> = LIMITS): FastifyAdapter {
  return new FastifyAdapter({
    genReqId: (request: IncomingMessage) => {
      const given = request.headers['x-request-id'];
      return typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
    },
    logger: {
      level: config.logLevel,
      stream: process.stdout,
      redact: { paths: ['req.headers.authorization', 'req.headers.cookie', 'req.url'], censor },
    },
    logController: new LogController({ disableRequestLogging: config.logLevel !== 'debug' }),
    routerOptions: { maxParamLength: 200 },
    rewriteUrl: withoutMoment,
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      notFound(request, reply, config);
    },
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    // A stop waits for every answer that was begun (A3); live streams end first (`LiveFeed`).
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: {
      headersTimeout: Math.min(HEADERS_MS, limits.requestMs),
      connectionsCheckingInterval: Math.min(CHECK_MS, limits.requestMs),
    },
  });
}

/**
 * What is logged instead: an address without the secret that is in that of the mailbox, and nothing of what people
 * prove themselves with.
 */
export function censor(value: unknown, path: readonly string[]): unknown {
  if (path.at(-1) !== 'url') return '[Redacted]';
  // What people look for may be somebody's name: of a query the names of its fields are told, not what they say.
  const [address = '', query] = String(value).split(/\?(.*)/s);
  const told = address.replace(/^\/mailbox\/[^/]+/, '/mailbox/[Redacted]');
  return query === undefined ? told : `${told}?${[...new URLSearchParams(query).keys()].join('&')}`;
}

/** Everything around the controllers: validation by zod, headers, the OpenAPI page, the console. */
export async function prepare(app: NestFastifyApplication, config: Config): Promise<void> {
  await app.register(cookie);
  checkRequests(app, config);
  serveMetrics(app, config);
  await serveDocs(app);
  await serveConsole(app);
  limitConnections(app, LIMITS.connections);
}

/**
 * What every request and its answer go through on their way to a route and back; what it brings is looked at by the
 * guard (`takeInputs`).
 */
export function checkRequests(app: NestFastifyApplication, config: Config): void {
  app.useGlobalInterceptors(new StandardSchemaSerializerInterceptor(app.get(Reflector)));
  const fastify = app.getHttpAdapter().getInstance();
  readBodies(fastify, (request) => isKnown(app.get(Principals, { strict: false }), request));
  fastify.addHook('onRequest', async (request, reply) => {
    securityHeaders(request, reply, config);
  });
  refuseOtherMethods(fastify);
  checkQueries(fastify);
  sayStandsStill(fastify);
  sayLookedBack(fastify);
}

/**
 * No more than these at a time; idle ones make room first. Answers of a server that ends say so, or the connection
 * would be kept.
 */
export function limitConnections(app: NestFastifyApplication, most: number): void {
  const server = app.getHttpServer();
  server.maxConnections = most;
  server.keepAliveTimeoutBuffer = KEEP_ALIVE_BUFFER_MS;
  server.on('drop', () => {
    server.closeIdleConnections();
  });
  const fastify = app.getHttpAdapter().getInstance();
  let isEnding = false;
  fastify.addHook('preClose', async () => {
    isEnding = true;
  });
  fastify.addHook('onSend', async (_request, reply) => {
    if (isEnding) void reply.header('connection', 'close');
  });
}

/** An address that fastify itself can't read, e.g. `/%zz`: no hook and no filter sees it. */
function notFound(request: FastifyRequest, reply: FastifyReply, config: Config): void {
  const { problem, headers } = problemDocument(refused('NOT_FOUND'), request);
  securityHeaders(request, reply, config);
  void reply.status(problem.status).headers(headers).send(JSON.stringify(problem));
}

/** Whether somebody of ours asks: a session that lives, or a key that opens something. */
async function isKnown(principals: Principals, request: FastifyRequest): Promise<boolean> {
  const carried = credentialsOf(request);
  return typeof carried === 'object' && (await principals.authenticate(carried)) !== undefined;
}
