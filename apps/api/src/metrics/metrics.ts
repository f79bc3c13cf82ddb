import type { Config } from '@annals/config';
import { appendsTold } from '@annals/eventstore';
import { refusalsTold } from '@annals/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHash, timingSafeEqual } from 'node:crypto';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import { EVERY_OTHER } from '../methods';
import { viewGauges } from './view-gauges';

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const Refusal = z.object({ code: z.string() });
const Append = z.object({ seconds: z.number() });

/**
 * `/metrics` for Prometheus, by `Authorization: Bearer` with the token of ANNALS_METRICS_TOKEN; without that setting
 * there is no such address.
 */
export function serveMetrics(app: NestFastifyApplication, config: Config): void {
  const { metricsToken } = config;
  if (metricsToken === undefined) return;
  const fastify = app.getHttpAdapter().getInstance();
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'annals_request_seconds',
    help: 'Requests that were answered; those with another method than GET are commands',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [registry],
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const route =
      request.is404 || request.routeOptions.url === EVERY_OTHER ? 'other' : (request.routeOptions.url ?? 'other');
    requests.observe({ method: request.method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
  });
  listen(registry);
  viewGauges(registry, config);
  fastify.get('/metrics', async ({ headers }, reply) => {
    if (!isSame(headers.authorization ?? '', `Bearer ${metricsToken}`)) return reply.callNotFound();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}

/** What other parts tell, counted. */
function listen(registry: Registry): void {
  const refusals = new Counter({
    name: 'annals_refusals_total',
    help: 'Refusals and faults, by their code',
    labelNames: ['code'],
    registers: [registry],
  });
  refusalsTold.subscribe((told) => {
    refusals.inc({ code: Refusal.parse(told).code });
  });
  const appends = new Histogram({
    name: 'annals_append_seconds',
    help: 'Appends to the event store, until they were answered or given up',
    buckets: SECONDS,
    registers: [registry],
  });
  appendsTold.subscribe((told) => {
    appends.observe(Append.parse(told).seconds);
  });
}

const isSame = (given: string, right: string): boolean => timingSafeEqual(digest(given), digest(right));
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
