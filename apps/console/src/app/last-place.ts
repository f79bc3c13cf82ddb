import { z } from 'zod';

const key = 'annals.last-places';
const Places = z.object({
  latest: z.string().optional(),
  organizations: z.record(z.string(), z.object({ name: z.string(), page: z.string() })),
});
export type Places = z.output<typeof Places>;

/**
 * Where the reader last was in each organization; kept in this browser only. Storage that is full, blocked or garbled
 * reads as nothing.
 */
export function places(storage: Pick<Storage, 'getItem'> = window.localStorage): Places {
  const stored = storage.getItem(key);
  if (stored === null) return { organizations: {} };
  const parsed = Places.safeParse(jsonOf(stored));
  return parsed.success ? parsed.data : { organizations: {} };
}

/** Remembers the page of an organization: 'runs', or '' for its overview. */
export function rememberPlace(
  organizationId: string,
  place: { name: string; page: string },
  storage: Pick<Storage, 'getItem' | 'setItem'> = window.localStorage,
): void {
  const before = places(storage);
  storage.setItem(
    key,
    JSON.stringify({ latest: organizationId, organizations: { ...before.organizations, [organizationId]: place } }),
  );
}

/** Forgets one: the reader is not in it any more. */
export function forgetPlace(
  organizationId: string,
  storage: Pick<Storage, 'getItem' | 'setItem'> = window.localStorage,
): void {
  const { latest, organizations } = places(storage);
  const others = Object.fromEntries(Object.entries(organizations).filter(([id]) => id !== organizationId));
  storage.setItem(key, JSON.stringify({ ...(latest === organizationId ? {} : { latest }), organizations: others }));
}

/** Forgets all places: another person may sign in here. */
export const forgetPlaces = (storage: Pick<Storage, 'removeItem'> = window.localStorage): void => {
  storage.removeItem(key);
};

/** The path of the last page in an organization. */
export function lastPath(organizationId: string, known: Places): string {
  const page = known.organizations[organizationId]?.page ?? '';
  return `/organizations/${organizationId}${page === '' ? '' : `/${page}`}`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // written by hand or by another version: the same as nothing
  }
}
