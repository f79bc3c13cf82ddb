/**
 * The routes of the running API, from its own OpenAPI document: a new route is tested without being listed anywhere.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly parameters: readonly string[];
  readonly body?: Schema;
  /** Names of the query's parameters. */
  readonly query: readonly string[];
  readonly streams: boolean;
  /** What it requires of members and keys; absent: it is public, or for people with a session. */
  readonly permission?: string;
}

export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
}

interface Operation {
  readonly 'x-permission'?: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** Reads `/api/openapi.json`; schemas come with their references resolved one level at a time by `valueFor`. */
export async function routesOf(
  url: string,
): Promise<{ routes: readonly Route[]; schemas: Readonly<Record<string, Schema>> }> {
  const document = (await (await fetch(`${url}/api/openapi.json`)).json()) as Document;
  const routes = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method]) => methods.includes(method))
      .map(([method, operation]): Route => {
        const body = operation.requestBody?.content['application/json']?.schema;
        return {
          method: method.toUpperCase() as Route['method'],
          path,
          parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''),
          query: (operation.parameters ?? []).filter((each) => each.in === 'query').map(({ name }) => name),
          ...(body ? { body } : {}),
          streams: path.endsWith('/live'),
          ...(operation['x-permission'] === undefined ? {} : { permission: operation['x-permission'] }),
        };
      }),
  );
  return { routes, schemas: document.components.schemas };
}

/** A value that matches a schema: what a well-behaved caller would send. */
export function valueFor(schema: Schema, schemas: Readonly<Record<string, Schema>>): unknown {
  if (schema.$ref !== undefined) return valueFor(schemas[schema.$ref.split('/').pop() ?? ''] ?? {}, schemas);
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return valueFor(schema.anyOf[0] ?? {}, schemas);
  if (schema.type === 'object')
    return Object.fromEntries(
      (schema.required ?? []).map((name) => [name, valueFor(schema.properties?.[name] ?? {}, schemas)]),
    );
  if (schema.type === 'array') return [valueFor(schema.items ?? {}, schemas)];
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(schema.minimum ?? 1, 1);
  if (schema.type === 'boolean') return true;
  if (schema.format === 'uuid') return '0b0b0b0b-0b0b-4b0b-8b0b-0b0b0b0b0b0b';
  if (schema.format === 'email') return 'somebody@acme.example';
  return 'a sensible value'.padEnd(schema.minLength ?? 0, '.');
}

/** The path with its parameters filled in. */
export function fill(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined)
      throw new Error(
        `No value for the parameter {${name}} of ${path}: a new kind of thing needs an entry in the isolation test`,
      );
    return value;
  });
}
