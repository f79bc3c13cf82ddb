import type { AuditPage } from '@annals/contracts';
import { cursorOf, placeOf } from '@annals/views';
import { sql } from 'kysely';
import type { z } from 'zod';
import { newestFirst, type Row } from './found-entries';
import type { Db } from './names';
import { isRoutine, routineTypes } from './routine';
import type { Which } from './which-entries';

type Folded = z.output<typeof AuditPage>['folded'];
type Place = Pick<Row, 'at' | 'sequence'>;

/** Folded entries are counted so far: it is enough to know that there are many. */
export const MOST_FOLDED = 50;

interface Gap {
  /** The entry above, undefined at the top. */
  readonly above: Place | undefined;
  /** The entry below, undefined where nothing follows. */
  readonly below: Place | undefined;
}

/**
 * What is folded above, between and below the entries of a page. What is folded between two pages is above the first
 * entry of the second.
 */
export async function foldedIn(db: Db, which: Which, { rows, more, cursor }: Shown): Promise<Folded> {
  if (!which.folded) return [];
  const [at, sequence] = placeOf<string | number>(cursor, ...newestFirst.keys.map(({ kind }) => kind)) ?? [];
  const top = at === undefined ? undefined : { at: String(at), sequence: Number(sequence) };
  const gaps: Gap[] = [...rows, ...(more ? [] : [undefined])].map((below, index) => ({
    above: index === 0 ? top : rows[index - 1],
    below,
  }));
  const counts = await counted(db, which, gaps);
  return gaps.flatMap(({ above }, index) => {
    const entries = counts[index] ?? 0;
    const from = above === undefined ? null : cursorOf([above.at, above.sequence]);
    return entries === 0 ? [] : [{ below: rows[index - 1]?.sequence ?? null, entries, cursor: from }];
  });
}

interface Shown {
  readonly rows: readonly Row[];
  /** Whether the page is followed by another. */
  readonly more: boolean;
  /** Where the page before ended. */
  readonly cursor: string | undefined;
}

const FIRST = { at: '0001-01-01T00:00:00.000Z', sequence: 0 };
const LAST = { at: '9999-12-31T23:59:59.999Z', sequence: Number.MAX_SAFE_INTEGER };

/** By the indexes of types, as far as `MOST_FOLDED` each: without the entries being read, however many there are. */
async function counted(db: Db, which: Which, gaps: readonly Gap[]): Promise<readonly number[]> {
  const { organizationId, from, to, actor, session } = which;
  const types = routineTypes.filter(
    (type) => (which.types?.includes(type) ?? true) && (actor === undefined || isRoutine(type, actor)),
  );
  const sides = (side: (gap: Gap) => Place) => gaps.map(side);
  const above = sides((gap) => gap.above ?? LAST);
  const below = sides((gap) => gap.below ?? FIRST);
  const also = sql.join(
    [
      from === undefined ? sql`true` : sql`at >= ${from}`,
      to === undefined ? sql`true` : sql`at < ${to}`,
      actor === undefined ? sql`notable IS NULL` : sql`actor = ${actor}`,
      session === undefined ? sql`true` : sql`session = ${session}`,
    ],
    sql` AND `,
  );
  const { rows } = await sql<{ n: number }>`
    SELECT least(sum(one.n), ${MOST_FOLDED})::int AS n
    FROM unnest(${above.map(({ at }) => at)}::timestamptz[], ${above.map(({ sequence }) => sequence)}::int8[],
      ${below.map(({ at }) => at)}::timestamptz[], ${below.map(({ sequence }) => sequence)}::int8[])
      WITH ORDINALITY AS gap (above_at, above, below_at, below, place)
    CROSS JOIN unnest(${[...types]}::text[]) AS kind (type)
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM (SELECT 1 FROM entries WHERE organization_id = ${organizationId}
      AND type = kind.type AND (at, sequence) < (gap.above_at, gap.above) AND (at, sequence) > (gap.below_at, gap.below)
      AND ${also} LIMIT ${MOST_FOLDED}) AS few) AS one
    GROUP BY gap.place ORDER BY gap.place`.execute(db);
  return rows.map(({ n }) => n);
}
