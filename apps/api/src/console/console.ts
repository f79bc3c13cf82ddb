import { isConsolePage } from '@annals/contracts';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVERY_OTHER } from '../methods';
import { nonceOf } from '../security-headers';

/** Where the console is built to. The process runs from dist/bundled or, in tests, from the source. */
const candidates = [join(__dirname, '../../apps/console/dist'), join(__dirname, '../../../console/dist')];

/**
 * Serves the built console: files with a long life, and its page at the addresses that it knows; anything else is 404.
 */
export async function serveConsole(app: NestFastifyApplication): Promise<void> {
  const root = candidates.find((folder) => existsSync(join(folder, 'index.html')));
  if (root === undefined) return;
  const page = readFileSync(join(root, 'index.html'), 'utf8');
  await app.register(fastifyStatic, { root, index: false, wildcard: false, maxAge: '1y', immutable: true });
  app
    .getHttpAdapter()
    .getInstance()
    .get(EVERY_OTHER, (request: FastifyRequest, reply: FastifyReply) => {
      if (!isConsolePage(request.url.split('?')[0] ?? '/')) return reply.callNotFound();
      return reply
        .header('cache-control', 'no-cache')
        .type('text/html; charset=utf-8')
        .send(page.replaceAll('__CSP_NONCE__', nonceOf(reply)));
    });
}
