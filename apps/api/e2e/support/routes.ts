import { allRoutes, exampleOf, namesIn, type Route } from '@annals/contracts';

/** A route as the walks ask it. */
export interface WalkedRoute extends Pick<Route, 'method' | 'path' | 'body' | 'anyBody'> {
  /** Names of the path's parameters. */
  readonly parameters: readonly string[];
  /** Names of the query's parameters. */
  readonly query: readonly string[];
  readonly streams: boolean;
  /** What it requires of members and keys; absent: it is public, or for people with a session. */
  readonly permission?: string;
}

/** The routes of the OpenAPI document, by their contracts: a new route is tested without being listed anywhere. */
export const routes: readonly WalkedRoute[] = allRoutes
  .filter(({ tag }) => tag !== undefined)
  .map(({ method, path, body, anyBody, query, produces, access }) => ({
    method,
    path,
    ...(body === undefined ? {} : { body }),
    ...(anyBody === undefined ? {} : { anyBody }),
    parameters: namesIn(path),
    query: Object.keys(query?.shape ?? {}),
    streams: produces === 'text/event-stream',
    ...(access === 'public' || access === 'signed-in' ? {} : { permission: access }),
  }));

/** Every parameter of every path, with the same value: a walk says of its own only what differs. */
export const everyParameter = (value: string): Readonly<Record<string, string>> =>
  Object.fromEntries(routes.flatMap(({ parameters }) => parameters.map((name) => [name, value])));

/** What a well-behaved caller would send; nothing to a route that takes no body. */
export function bodyFor({ body }: WalkedRoute): { readonly body?: unknown } {
  return body === undefined ? {} : { body: exampleOf(body) };
}

/** The path with its parameters filled in as they are, not encoded: the walks say hostile things, too. */
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
