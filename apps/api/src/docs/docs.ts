import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { dirname } from 'node:path';
import { z } from 'zod';

/** The OpenAPI document of every route, with the problem document beside the schemas of the contracts. */
export function openApi(app: NestFastifyApplication, problem: z.ZodType): OpenAPIObject {
  const about = new DocumentBuilder().setTitle('Annals').setVersion('1')
    .setDescription('Commands answer with the revision and position of their effect; reads take `Min-Position`. Errors are RFC 9457 problem documents with a stable `code`. '
      + 'Send an `Idempotency-Key` with every command: repeated to the same address, it has one effect and the same answer for 48 h; with another body it is refused. The key counts within one caller, method and path.')
    .addCookieAuth('annals_session').addBearerAuth({ type: 'http', scheme: 'bearer', description: 'API key' }).build();
  const document = SwaggerModule.createDocument(app, about);
  const schema = z.toJSONSchema(problem, { target: 'openapi-3.0' }) as Record<string, unknown>;
  document.components ??= {};
  document.components.schemas = { ...document.components.schemas, Problem: schema };
  return document;
}

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Annals API</title><link rel="stylesheet" href="/api/docs/assets/swagger-ui.css"></head>
<body><main id="swagger-ui"></main><script src="/api/docs/assets/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;
const start = "window.ui = SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#swagger-ui', deepLinking: true });";

/** Swagger UI writes inline styles, so this page alone has a policy that lets it; scripts stay our own files. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** `/api/openapi.json` and `/api/docs`. The document is made at the first request. */
export async function serveDocs(app: NestFastifyApplication, problem: z.ZodType): Promise<void> {
  let document: OpenAPIObject | undefined;
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/api/openapi.json', (_request, reply) => reply.send(document ??= openApi(app, problem)));
  fastify.get('/api/docs', (_request, reply) => reply.header('content-security-policy', policy).type('text/html; charset=utf-8').send(page));
  fastify.get('/api/docs/start.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(start));
  await app.register(fastifyStatic, { root: dirname(require.resolve('swagger-ui-dist/package.json')), prefix: '/api/docs/assets/', index: false, wildcard: false, decorateReply: false });
}
