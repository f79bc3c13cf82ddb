import {
  allRoutes,
  looksBack,
  namesIn,
  nameOf,
  pathAt,
  permissions,
  refusals,
  refusalsOf,
  routes,
  statusOf,
  type RefusalCode,
  type Route,
} from '@annals/contracts';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';

type Schema = z.core.JSONSchema.JSONSchema;

const ABOUT =
  'Commands answer with the revision and position of their effect; reads take `Min-Position`. Errors are RFC 9457 problem documents with a stable `code`. ' +
  'Send an `Idempotency-Key` with every command: repeated to the same address, it has one effect and the same answer for 48 h; with another body it is refused. ' +
  'The key counts within one caller, method and path.';

/** The OpenAPI document, made from the contracts of the routes that have a group. */
export function openApi() {
  const shown = allRoutes.filter(({ tag }) => tag !== undefined);
  const paths: Record<string, Record<string, object>> = {};
  for (const route of shown) (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route);
  paths[PAST] = { get: ofThePast(shown.filter(looksBack)) };
  return {
    openapi: '3.0.0',
    info: { title: 'Annals', description: ABOUT, version: '1', contact: {} },
    servers: [{ url: '/' }],
    tags: [...new Set(shown.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: { securitySchemes, schemas: componentsOf(shown) },
  };
}

const PAST = pathAt(routes.organization.getOrganization.path, 'AT').replace('/AT', '/{at}/{read}');

/** One operation stands for every route that is also answered as of a moment: what it takes and answers is the same. */
function ofThePast(all: readonly Route[]): object {
  const text = (name: string, description: string) => ({
    name,
    in: 'path',
    required: true,
    description,
    schema: { type: 'string' },
  });
  const codes = new Set<RefusalCode>(all.flatMap(refusalsOf));
  return {
    operationId: 'lookBack',
    tags: ['history'],
    summary: 'An organization as it was: any of these reads as of a moment',
    description:
      'The same answer as that of the address without `/at/{at}`, by the views as they were then. What may be seen is what may be seen now; ' +
      `what was erased since is gone from then, too. What is no part of history is refused (\`KNOWN_ONLY_NOW\`). The reads: ${all.map(nameOf).join(', ')}.`,
    security: [{ cookie: [] }, { bearer: [] }],
    parameters: [
      text('organizationId', 'The organization'),
      text('at', 'The number of one of its events, or an instant as in RFC 3339'),
      text('read', 'The rest of the address of the read, with its query'),
      minPosition,
    ],
    responses: {
      200: {
        description: 'The answer of the read',
        headers: { 'Annals-As-Of': { description: 'The last event that had happened', schema: { type: 'string' } } },
        content: json({}),
      },
      ...problemsOf(codes),
    },
  };
}

const securitySchemes = {
  cookie: { type: 'apiKey', in: 'cookie', name: 'annals_session' },
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'API key', description: 'An API key of an organization' },
};

function operationOf(route: Route): object {
  const [, summary = route.sentence, description] = /^(.*?[.?!])\s+(.*)$/s.exec(route.sentence) ?? [];
  return {
    operationId: nameOf(route),
    tags: [route.tag],
    summary: summary.replace(/\.$/, ''),
    ...(description === undefined ? {} : { description }),
    ...accessOf(route),
    parameters: parametersOf(route),
    ...bodyOf(route),
    responses: {
      [statusOf(route)]: answerOf(route),
      ...(route.hasTag ? { 304: { description: 'It is what `If-None-Match` has' } } : {}),
      ...problemsOf(refusalsOf(route)),
    },
  };
}

function bodyOf({ body, anyBody }: Route): object {
  if (anyBody !== undefined) return { requestBody: { required: false, content: json({}) } };
  return body === undefined ? {} : { requestBody: { required: true, content: json(refOf(body, 'input')) } };
}

/** What is needed to ask. A permission can be had by people in their session and by keys. */
function accessOf({ access }: Route): object {
  if (access === 'public') return {};
  if (access === 'signed-in') return { security: [{ cookie: [] }] };
  return {
    security: [{ cookie: [] }, { bearer: [] }],
    'x-permission': access,
    'x-permission-meaning': permissions[access],
  };
}

const header = (name: string, description: string, pattern: string) => ({
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
const minPosition = header('Min-Position', 'Wait (2 s at most) until the view has this position', '^[0-9]{1,20}$');

const ifNoneMatch = header('If-None-Match', 'The `ETag` of the answer that is there already', '^[!-~ ]{1,1000}$');

function parametersOf({ path, params, query, method, readsOwnWrites, hasTag }: Route): object[] {
  const inPath = new Set(namesIn(path));
  const fields = (contract: z.ZodObject | undefined) => {
    if (contract === undefined) return [];
    const { properties = {}, required = [] } = schemaOf(contract, 'input');
    return Object.entries(properties).map(([name, schema]) => ({
      name,
      in: inPath.has(name) ? 'path' : 'query',
      required: inPath.has(name) || required.includes(name),
      schema,
    }));
  };
  return [
    ...fields(params),
    ...fields(query),
    ...(method === 'GET' ? [] : ofCommands),
    ...(readsOwnWrites ? [minPosition] : []),
    ...(hasTag ? [ifNoneMatch] : []),
  ];
}

function answerOf(route: Route): object {
  const description = STATUS_CODES[statusOf(route)] ?? '';
  if (route.produces !== undefined)
    return { description, content: { [route.produces]: { schema: { type: 'string' } } } };
  return route.answer === undefined ? { description } : { description, content: json(refOf(route.answer, 'output')) };
}

/** Each status with the codes and sentences that it may come with. */
function problemsOf(codes: Iterable<RefusalCode>): object {
  const problem = { schema: { $ref: '#/components/schemas/Problem' } };
  const statuses = new Map<number, string[]>();
  for (const code of codes) {
    const [status, sentence] = refusals[code];
    statuses.set(status, [...(statuses.get(status) ?? []), `\`${code}\`: ${sentence}`]);
  }
  return Object.fromEntries(
    [...statuses].map(([status, codes]) => [
      status,
      { description: codes.join('\n\n'), content: { 'application/problem+json': problem } },
    ]),
  );
}

const json = (schema: Schema) => ({ 'application/json': { schema } });

/** A contract with a name is referred to by it. */
function refOf(contract: z.ZodType, io: 'input' | 'output'): Schema {
  const name = contract.meta()?.id;
  return name === undefined ? schemaOf(contract, io) : { $ref: `#/components/schemas/${name}` };
}

function schemaOf(contract: z.ZodType, io: 'input' | 'output'): Schema {
  const {
    $schema: _,
    id: __,
    ...schema
  } = z.toJSONSchema(contract, { target: 'openapi-3.0', io, unrepresentable: 'any' });
  return schema;
}

/** Every contract with a name: bodies as they are sent, everything else as it is answered. */
function componentsOf(shown: readonly Route[]): Record<string, Schema> {
  const sent = named('input');
  const bodies = shown.flatMap(({ body }) => body?.meta()?.id ?? []);
  return { ...named('output'), ...Object.fromEntries(bodies.map((name) => [name, sent[name] ?? {}])) };
}

function named(io: 'input' | 'output'): Record<string, Schema> {
  const uri = (id: string) => `#/components/schemas/${id}`;
  const { schemas } = z.toJSONSchema(z.globalRegistry, { target: 'openapi-3.0', io, unrepresentable: 'any', uri });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $id: _, $schema: __, id: ___, ...schema }]) => [name, schema]),
  );
}
