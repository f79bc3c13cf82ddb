import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nonceOf } from '../security-headers';

/** Where the console is built to. The process runs from dist/apps/api/src/console or, in tests, from the source. */
const candidates = [join(__dirname, '../../../../../apps/console/dist'), join(__dirname, '../../../console/dist')];

/** Serves the built console: files with a long life, and its page for every other address that is not the API's. */
export async function serveConsole(app: NestFastifyApplication): Promise<void> {
  const root = candidates.find((folder) => existsSync(join(folder, 'index.html')));
  if (root === undefined) return;
  const page = readFileSync(join(root, 'index.html'), 'utf8');
  await app.register(fastifyStatic, { root, index: false, wildcard: false, maxAge: '1y', immutable: true });
  app.getHttpAdapter().getInstance().get('/*', (request: FastifyRequest, reply: FastifyReply) => {
    const path = request.url.split('?')[0] ?? '/';
    if (path === '/api' || path.startsWith('/api/') || /\.[^/]*$/.test(path)) return reply.callNotFound();
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page.replaceAll('__CSP_NONCE__', nonceOf(reply)));
  });
}
