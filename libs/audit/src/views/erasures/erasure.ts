import type { Erasure } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { mayReadEmail, type QueryContext } from '@annals/platform';
import type { TablesOf, ViewDb } from '@annals/views';
import { z } from 'zod';
import type { erasuresView } from './erasures.view';

export type Db = ViewDb<typeof erasuresView>;
export type Row = TablesOf<typeof erasuresView>['erasures'];
export type Hold = TablesOf<typeof erasuresView>['holds'];
type Told = z.input<typeof Erasure>;

/** How a person is called for who asks; null: erased, or not theirs to know. */
export type Labels = (personId: string) => string | null;

const INVITED = 'an invited person';
const ERASED = '[erased]';
const People = z.array(z.string()).nullable();

/** Whom a hold names; null: everybody. */
export const heldPeople = ({ people }: Pick<Hold, 'people'>): readonly string[] | null => People.parse(people);

export const holdsOn = (holds: readonly Hold[], personId: string) =>
  holds
    .filter((hold) => heldPeople(hold)?.includes(personId) ?? true)
    .map(({ hold_id: holdId, name }) => ({ holdId, name: name ?? ERASED }));

/** Somebody without a name here is known by an address, for those who may see it. */
export async function labelsOf(
  db: Db,
  organizationId: string,
  { people, context }: { readonly people: readonly string[]; readonly context: QueryContext },
): Promise<Labels> {
  const wanted = [...new Set(people)];
  if (wanted.length === 0) return () => null;
  const rows = await db
    .selectFrom('people')
    .select(['person_id', 'alias', 'email'])
    .where('organization_id', '=', organizationId)
    .where('person_id', 'in', wanted)
    .execute();
  const labels = new Map(
    rows.map(({ person_id, alias, email }) => {
      const address = email === null || mayReadEmail(context) ? email : INVITED;
      return [person_id, alias ?? address];
    }),
  );
  return (personId) => labels.get(personId) ?? null;
}

/** Legal holds in force. */
export const holdsHere = (db: Db, organizationId: string): Promise<Hold[]> =>
  db.selectFrom('holds').selectAll().where('organization_id', '=', organizationId).execute();

interface Around {
  readonly labels: Labels;
  readonly holds: readonly Hold[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly now: Instant;
}

/** The people whom a row names. */
export const peopleOf = ({ person_id, requested_by, approved_by }: Row): readonly string[] => [
  person_id,
  requested_by,
  ...(approved_by === null ? [] : [approved_by]),
];

/** A timer says that time ran out a moment after it did. */
const statusOf = ({ status, expires_at }: Row, now: Instant): string =>
  status === 'requested' && expires_at <= now ? 'expired' : status;

/** An erasure as it is answered. */
export function told(row: Row, { labels, holds, numbers, now }: Around): Told {
  const who = (personId: string) => ({ personId, label: labels(personId) });
  const status = statusOf(row, now);
  return {
    erasureId: row.erasure_id,
    person: who(row.person_id),
    standing: row.standing,
    status: status,
    requestedBy: who(row.requested_by),
    requestedAt: row.requested_at,
    why: row.why,
    expiresAt: row.expires_at,
    approvedBy: row.approved_by === null ? null : who(row.approved_by),
    as: row.approved_as,
    approvedAt: row.approved_at,
    dueAt: row.due_at,
    endedAt: row.ended_at,
    erasedAt: row.erased_at,
    heldBy: status === 'requested' || status === 'approved' ? holdsOn(holds, row.person_id) : [],
    number: numbers.get(row.erasure_id) ?? null,
    sequence: row.sequence,
  };
}

/** Rows as they are answered, with all that they need looked up at once. */
export async function toldAll(
  db: Db,
  rows: readonly Row[],
  { organizationId, context }: { readonly organizationId: string; readonly context: QueryContext },
): Promise<readonly Told[]> {
  const labels = await labelsOf(db, organizationId, { people: rows.flatMap(peopleOf), context });
  const holds = await holdsHere(db, organizationId);
  const ids = rows.map((row) => row.erasure_id);
  const certified =
    ids.length === 0
      ? []
      : await db
          .selectFrom('certificates')
          .select(['erasure_id', 'number'])
          .where('organization_id', '=', organizationId)
          .where('erasure_id', 'in', ids)
          .execute();
  const numbers = new Map(certified.map((row) => [row.erasure_id, row.number]));
  const now = new Date().toISOString();
  return rows.map((row) => told(row, { labels, holds, numbers, now }));
}
