import { Violation } from '@annals/contracts';
import { Problem } from '@annals/platform';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Responses = Operation['responses'];
type Parameter = NonNullable<Operation['parameters']>[number];

const ABOUT =
  'Commands answer with the revision and position of their effect; reads take `Min-Position`. Errors are RFC 9457 problem documents with a stable `code`. ' +
  'Send an `Idempotency-Key` with every command: repeated to the same address, it has one effect and the same answer for 48 h; with another body it is refused. ' +
  'The key counts within one caller, method and path.';

/**
 * The OpenAPI document of every route: what controllers declare, and what the house adds to each of them (headers of
 * commands, refusals).
 */
export function openApi(app: NestFastifyApplication): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Annals')
    .setVersion('1')
    .setDescription(ABOUT)
    .addServer('/')
    .addCookieAuth('annals_session')
    .addSecurity('bearer', {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'API key',
      description: 'An API key of an organization',
    })
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    operationIdFactory: (controller, method) =>
      `${controller.charAt(0).toLowerCase()}${controller.slice(1).replace(/Controller$/, '')}_${method}`,
  });
  document.components = { ...document.components, schemas: { ...document.components?.schemas, ...ownSchemas() } };
  for (const item of Object.values(document.paths)) {
    for (const method of ['get', 'post', 'put', 'patch', 'delete'] as const) {
      const operation = item[method];
      if (operation) complete(operation, method !== 'get');
    }
  }
  return document;
}

function ownSchemas(): NonNullable<NonNullable<OpenAPIObject['components']>['schemas']> {
  const { schemas } = z.toJSONSchema(registryOf({ Problem, Violation }), {
    target: 'openapi-3.0',
    uri: (id) => `#/components/schemas/${id}`,
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $id: _, ...schema }]) => [name, schema]),
  ) as ReturnType<typeof ownSchemas>;
}

function registryOf(schemas: Readonly<Record<string, z.ZodType>>) {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  return registry;
}

const header = (name: string, description: string, pattern: string): Parameter => ({
  name,
  in: 'header',
  required: false,
  description,
  schema: { type: 'string', pattern },
});

/** Headers that every command takes. */
const ofCommands = [
  header(
    'Idempotency-Key',
    'Repeated with the same body, the command has one effect and the same answer for 48 h',
    '^[!-~]{1,200}$',
  ),
  header('If-Match', 'The command is refused (412) unless the stream is at this revision', '^"?[0-9]{1,15}"?$'),
];

function complete(operation: Operation, isCommand: boolean): void {
  operation.parameters = [...(operation.parameters ?? []), ...(isCommand ? ofCommands : [])];
  for (const status of refusalsOf(operation, isCommand)) operation.responses[status] ??= problem(status);
}

/** By what it requires and takes, a route may refuse in these ways. */
function refusalsOf(operation: Operation, isCommand: boolean): readonly number[] {
  const isOpen = operation.security === undefined || operation.security.length === 0;
  const belongsToOrganization = 'x-permission' in operation;
  return [
    400,
    ...(isOpen ? [] : [401, 403]),
    ...(belongsToOrganization ? [404] : []),
    ...(isCommand ? [409, 410, 412, 422, 429] : []),
    ...(operation.requestBody === undefined ? [] : [413, 415]),
    500,
    503,
  ];
}

const problem = (status: number): Responses[string] => ({
  description: STATUS_CODES[status] ?? 'Error',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
