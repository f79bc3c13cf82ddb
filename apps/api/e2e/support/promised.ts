import { allRoutes, momentIn, nameOf, refusalsOf, type Route, statusOf } from '@annals/contracts';

/** An answer, as far as a contract speaks of it. */
interface Said {
  readonly status: number;
  /** Of a refusal. */
  readonly code?: unknown;
}

/** The longest parameter that the router takes: a path with a longer one is nobody's. */
const PARAMETER = '([^/]{1,100})';
/** Paths by name before paths with parameters, as the router has it. */
const addressed = allRoutes
  .map((route) => ({ route, form: new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, PARAMETER)}$`) }))
  .sort(({ route: a }, { route: b }) => a.path.split('{').length - b.path.split('{').length);

/** What is not, is the path of no route. */
function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** The route that a request is for, if there is one. */
function routeOf(method: string, path: string): Route | undefined {
  // As of the past the same routes answer, but no commands.
  const asked = method === 'GET' ? (momentIn(path)?.url ?? path) : path;
  const [bare = ''] = asked.split('?');
  if (!isDecodable(bare)) return undefined;
  return addressed.find(({ route, form }) => route.method === method && form.test(bare))?.route;
}

/**
 * Says how an answer breaks the promise of its route: another status than that of its answer, or a refusal that it does
 * not name. Undefined where it keeps it, and where no route is asked.
 */
export function brokenPromise(method: string, path: string, { status, code }: Said): string | undefined {
  const route = routeOf(method, path);
  if (route === undefined) return undefined;
  if (status === 304 && route.hasTag) return undefined;
  if (status < 400) return status === statusOf(route) ? undefined : `${nameOf(route)} answers ${status}`;
  return refusalsOf(route).some((promised) => promised === code)
    ? undefined
    : `${nameOf(route)} refuses by ${String(code)}`;
}
