import type { z } from 'zod';
import type { Permission } from './permissions';
import type { RefusalCode } from './refusals';

/**
 * One address of the API with all that is promised about it. The controller is made from it (`serve`), and so are the
 * console's call (`call`), the OpenAPI document and the walks of the tests: nothing of it is written a second time.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With its parameters in braces: `/api/v1/organizations/{organizationId}`. */
  readonly path: `/${string}`;
  /** What the names in the path are. */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** A `reason` in it goes into the metadata of the command; nothing else sees it. */
  readonly body?: z.ZodObject;
  /** So many bytes its body may have, where that is more than others may (1 MB): files. */
  readonly largeBody?: number;
  /**
   * Instead of `body`: any JSON of at most so many bytes, from strangers, too, which its controller reads as it came
   * (`rawBodyOf`).
   */
  readonly anyBody?: number;
  /** What is answered, by which it is also written: what the contract does not name is left out. */
  readonly answer?: z.ZodType;
  /** Of the answer. Absent: 200 with an answer, else 204. */
  readonly status?: 200 | 201 | 202 | 204 | 308;
  /**
   * Who may ask. `public`: anybody. `signed-in`: any person with a session. A permission: members of the organization
   * in the path, and its keys, as far as they have it; anybody else 404, or 403 for members.
   */
  readonly access: 'public' | 'signed-in' | Permission;
  /** How a member without that permission is refused, where a word says more than FORBIDDEN. */
  readonly forbiddenAs?: RefusalCode;
  /**
   * It answers of every workspace in which who asks holds the permission (`workspacesWith`), and is open to who holds it
   * in one. Routes that name a workspace, a bot or a run need not say so: they are judged where that is.
   */
  readonly byWorkspace?: true;
  /** For people whose address is verified, where the installation says so before they act (X13). */
  readonly needsVerifiedAddress?: true;
  /** The group of routes that it is shown in. Absent: it is for machines beside us, and not in the document. */
  readonly tag?: string;
  /** What it is for: the first sentence is the summary of the OpenAPI document, the others are its description. */
  readonly sentence: string;
  /** How it may say no of its own; what every such route may refuse is added by `refusalsOf`. */
  readonly refusals?: readonly RefusalCode[];
  /**
   * The answer shows a secret once (an API key, a session's cookie): no answer of this route is kept, a repeated
   * command mints the same secret again.
   */
  readonly showsSecret?: true;
  /**
   * The command ends the session that it is sent in, and its answer shows a secret: whoever repeats it is let in as who
   * they were, and finds what it came to (history.md §3). The handler carries nothing out for a `former` caller.
   */
  readonly endsOwnSession?: true;
  /** The read waits for the position in `Min-Position` (D6). */
  readonly readsOwnWrites?: true;
  /** It reads views, and beside them what is no part of history: there is no address of the past for it (`looksBack`). */
  readonly onlyNow?: true;
  /**
   * The answer has an `ETag`: who sends that in `If-None-Match`, and still may see the answer, gets 304 and nothing with
   * it where it is the same.
   */
  readonly hasTag?: true;
  /** The answer is something else than JSON. */
  readonly produces?:
    | 'text/event-stream'
    | 'text/html'
    | 'text/plain'
    | 'text/csv'
    | 'application/x-ndjson'
    | 'image/*';
}

/** A route, with the types of what it takes and answers. */
export function route<const R extends Route>(definition: R): R {
  return definition;
}

/** The status of the answer. */
export function statusOf({ status, answer, produces }: Route): number {
  return status ?? (answer === undefined && produces === undefined ? 204 : 200);
}

/** An object without fields adds none: zod says of it that whatever it has is `never`. */
type Fields<T> = string extends keyof T ? unknown : T;
type Output<R, Part extends string> = R extends { readonly [P in Part]: infer S extends z.ZodType }
  ? Fields<z.output<S>>
  : unknown;
type Input<R, Part extends string> = R extends { readonly [P in Part]: infer S extends z.ZodType }
  ? Fields<z.input<S>>
  : unknown;

/** What a route was asked, in one: the parameters of its path, its query and its body without the reason. */
export type AskedOf<R extends Route> = Output<R, 'params'> & Output<R, 'query'> & Omit<Output<R, 'body'>, 'reason'>;

/** What whoever calls a route says, in one: the parameters of its path, its query (as text) and its body. */
export type CallOf<R extends Route> = Input<R, 'params'> & AsText<Input<R, 'query'>> & Input<R, 'body'>;

type AsText<T> = { readonly [Name in keyof T]?: string | number | undefined };

/** What a route answers. */
export type AnswerOf<R extends Route> = R extends { readonly answer: infer S extends z.ZodType } ? z.output<S> : void;

/** The same before its contract has written it. */
export type UnwrittenAnswerOf<R extends Route> = R extends { readonly answer: infer S extends z.ZodType }
  ? DeepReadonly<z.input<S>>
  : void;

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T;

/** The names of the parameters in a path. */
export function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

/** The path with its parameters filled in. @throws Error when one is missing */
export function pathOf({ path }: Pick<Route, 'path'>, values: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (typeof value !== 'string' && typeof value !== 'number') throw new Error(`${path} needs a value for {${name}}`);
    return encodeURIComponent(value);
  });
}

/** A request as it is sent. */
export interface Call {
  readonly method: Route['method'];
  /** With the query. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** How a route is called: what is said, in its places. What is undefined or an empty text in a query is left out. */
export function callOf(route: Route, said: Readonly<Record<string, unknown>>): Call {
  const inPath = new Set(namesIn(route.path));
  const inQuery = (name: string): boolean =>
    route.query !== undefined && (route.body === undefined || name in route.query.shape);
  const others = Object.entries(said).filter(([name]) => !inPath.has(name));
  const asked = others.filter(([name]) => inQuery(name));
  return {
    method: route.method,
    path: pathOf(route, said) + queryString(asked),
    ...(route.body === undefined ? {} : { body: Object.fromEntries(others.filter(([name]) => !inQuery(name))) }),
  };
}

function queryString(asked: readonly (readonly [name: string, value: unknown])[]): string {
  const set = asked.filter((each): each is [string, string | number] => isSaid(each[1]));
  return set.length === 0
    ? ''
    : `?${new URLSearchParams(set.map(([name, value]): [string, string] => [name, String(value)])).toString()}`;
}

const isSaid = (value: unknown): boolean => typeof value === 'number' || (typeof value === 'string' && value !== '');
