import { allRoutes, looksBack, pathAt, type Permission, type Route, routes } from '@annals/contracts';
import { ApiError } from './problem';

/** At what the reader looks: an organization as it was, by the number of an event or an instant. */
interface Look {
  readonly organizationId: string;
  readonly at: string;
  /** The instant of it, once the server said which it is; relative times are relative to that. */
  readonly instant?: number;
}

let look: Look | undefined;
const listeners = new Set<() => void>();

/** What somebody is and may do, and how far one can look back: always as it is now. */
const alwaysNow: ReadonlySet<Route> = new Set<Route>([
  routes.organization.getMyMembership,
  routes.organization.getMyPermissions,
  routes.audit.getHistory,
  routes.audit.getMoment,
]);

const accessOf = (is: (route: Route) => boolean) => new Set<string>(allRoutes.filter(is).map(({ access }) => access));
const doing = accessOf(({ method }) => method !== 'GET');
const seeing = accessOf(({ method, access }) => method === 'GET' && (access.endsWith(':read') || !doing.has(access)));

/** Whether a permission only lets somebody see: acts are gone from the past. */
export const onlySees = (permission: Permission): boolean => seeing.has(permission);

/** Looks at an organization as it was, or at everything as it is now. */
export function lookAt(next: Look | undefined): void {
  if (look?.organizationId === next?.organizationId && look?.at === next?.at && next?.instant === undefined) return;
  look = next;
  for (const listener of listeners) listener();
}

/** As of when an organization is looked at; undefined: now. */
export const lookedAt = (organizationId: unknown): string | undefined =>
  look?.organizationId === organizationId ? look?.at : undefined;

/** The instant that is looked at, in milliseconds; undefined: now. */
export const instantLookedAt = (): number | undefined => look?.instant;

export function onLook(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/**
 * The address of a read, as of what is looked at.
 * @throws ApiError KNOWN_ONLY_NOW for what is no part of history: then it is not shown as it is now either
 */
export function addressed(route: Route, path: string, organizationId: unknown): string {
  const at = lookedAt(organizationId);
  if (at === undefined || alwaysNow.has(route)) return path;
  if (!looksBack(route)) throw new ApiError('KNOWN_ONLY_NOW', 400);
  return pathAt(path, at);
}

/** Nothing is done to what was. @throws ApiError READ_ONLY_THEN */
export function mustBeNow(organizationId: unknown): void {
  if (lookedAt(organizationId) !== undefined) throw new ApiError('READ_ONLY_THEN', 0);
}
