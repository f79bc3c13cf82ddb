import { routes, slugBesides, slugOf, wrongSlug } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

export type Availability = 'free' | 'taken' | 'reserved' | 'invalid';

/** So many are tried for a name before one is made that nobody has. */
const TRIES = 5;
const check = call(routes.organization.checkSlug);

/** What is no address by its form is not asked about. */
const availability = async (slug: string, signal: AbortSignal): Promise<Availability> =>
  wrongSlug(slug) ?? (await check({ slug }, signal)).availability;

/** Whether an organization could be called so in addresses now. */
export const slugQuery = (slug: string) =>
  queryOptions({ queryKey: ['slugs', slug], queryFn: ({ signal }) => availability(slug, signal) });

/** The first address like a name that nobody has; where many are called so, one with letters of chance. */
export const proposedSlugQuery = (name: string) =>
  queryOptions({
    queryKey: ['slugs', 'for', name],
    queryFn: async ({ signal }) => {
      for (let nth = 1; nth <= TRIES; nth += 1)
        if ((await availability(slugOf(name, nth), signal)) === 'free') return slugOf(name, nth);
      return slugBesides(name, crypto.randomUUID());
    },
    enabled: name !== '',
  });
