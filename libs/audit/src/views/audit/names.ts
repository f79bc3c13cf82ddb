import type { TablesOf } from '@annals/views';
import { sql, type Kysely } from 'kysely';
import type { audit } from './audit.view';

export type Db = Kysely<TablesOf<typeof audit>>;

/** Something as it was when an entry happened: it went by the name that it had before. */
export interface Then {
  readonly id: string;
  /** The entry's sequence. */
  readonly then: number;
}

/** Now: after every entry that there is. */
export const NOW = Number.MAX_SAFE_INTEGER;

interface Had {
  readonly id: string;
  readonly then: number;
  readonly label: string | null;
}
/** By what something went before the entry; or, where it had no name yet, by the first that it was given. */
export interface Name {
  readonly label: string | null;
  readonly isLater: boolean;
}

/** Each thing and moment once, as two arrays of the same length. */
function asked(things: readonly Then[]) {
  const each = [...new Map(things.map((thing) => [keyOf(thing), thing])).values()];
  return { ids: each.map(({ id }) => id), moments: each.map(({ then }) => then) };
}

/** Tells things and moments apart. */
export const keyOf = ({ id, then }: Then): string => `${id} ${then}`;

type Found = ReadonlyMap<string, Name>;
const found = (rows: readonly (Had & { readonly later: boolean })[]): Found =>
  new Map(rows.map((row) => [keyOf(row), { label: row.label, isLater: row.later }]));

/** What things were called. */
export async function namesThen(db: Db, organizationId: string, things: readonly Then[]): Promise<Found> {
  return named(db, { organizationId, things, table: 'names', by: 'thing_id', label: 'label' });
}

/** What people called themselves, by who they are in the organization or by their account. */
export async function aliasesThen(
  db: Db,
  organizationId: string,
  { people, by }: { readonly people: readonly Then[]; readonly by: 'person_id' | 'user_id' },
): Promise<Found> {
  return named(db, { organizationId, things: people, table: 'aliases', by, label: 'alias' });
}

interface Asked {
  readonly organizationId: string;
  readonly things: readonly Then[];
  readonly table: 'names' | 'aliases';
  readonly by: string;
  readonly label: string;
}

/** Two steps in an index for each of them, however often something was renamed. */
async function named(db: Db, { organizationId, things, table, by, label }: Asked): Promise<Found> {
  const { ids, moments } = asked(things);
  if (ids.length === 0) return new Map();
  const of = sql`FROM ${sql.table(table)} WHERE organization_id = ${organizationId} AND ${sql.ref(by)} = w.id`;
  const { rows } = await sql<Had & { later: boolean }>`
    SELECT w.id, w.moment AS "then", n.label, n.later FROM unnest(${ids}::uuid[], ${moments}::int8[]) AS w (id, moment)
    CROSS JOIN LATERAL (
      (SELECT ${sql.ref(label)} AS label, false AS later ${of} AND sequence < w.moment ORDER BY sequence DESC LIMIT 1)
      UNION ALL
      (SELECT ${sql.ref(label)}, true ${of} AND sequence >= w.moment ORDER BY sequence LIMIT 1)
      ORDER BY later LIMIT 1) AS n`.execute(db);
  return found(rows);
}
