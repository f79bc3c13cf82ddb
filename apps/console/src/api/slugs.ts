import { routes, slugOf, wrongSlug } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

export type Availability = 'free' | 'taken' | 'reserved' | 'invalid';

/** So many are tried for a name before its maker is asked. */
const TRIES = 5;
const check = call(routes.organization.checkSlug);

/** What is no address by its form is not asked about. */
const availability = async (slug: string, signal: AbortSignal): Promise<Availability> =>
  wrongSlug(slug) ?? (await check({ slug }, signal)).availability;

/** Whether an organization could be called so in addresses now. */
export const slugQuery = (slug: string) =>
  queryOptions({ queryKey: ['slugs', slug], queryFn: ({ signal }) => availability(slug, signal) });

/** The first address like a name that nobody has; what the last try found where none was free. */
export const proposedSlugQuery = (name: string) =>
  queryOptions({
    queryKey: ['slugs', 'for', name],
    queryFn: async ({ signal }) => {
      for (let nth = 1; nth < TRIES; nth += 1)
        if ((await availability(slugOf(name, nth), signal)) === 'free') return slugOf(name, nth);
      return slugOf(name, TRIES);
    },
    enabled: name !== '',
  });
