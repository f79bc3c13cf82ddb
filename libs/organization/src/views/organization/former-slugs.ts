import type { Instant } from '@annals/kernel';

interface SlugRow {
  readonly slug: string | null;
  readonly former_until: string | null;
}

/**
 * Those that lead here besides the newest, each until when.
 * @param rows with the newest first, each with how long the one before leads here
 */
export function formerSlugs(rows: readonly SlugRow[], now: Instant): { slug: string; until: string }[] {
  const former = rows.slice(1).map(({ slug }, index) => ({ slug, until: rows[index]?.former_until ?? null }));
  const seen = new Set([rows[0]?.slug]);
  return former.flatMap(({ slug, until }) => {
    if (slug === null || until === null || until <= now || seen.has(slug)) return [];
    seen.add(slug);
    return [{ slug, until }];
  });
}
