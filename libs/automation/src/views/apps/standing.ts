import { stands, type Chained } from '../../fleet/grants';

/** A grant as the view has it. */
interface Row {
  readonly bot_id: string;
  readonly person_id: string;
  readonly membership: number;
  readonly level: string;
  readonly until: string | null;
  readonly under_id: string | null;
  readonly under_membership: number | null;
}

const chained = (row: Row): Chained => ({
  to: { personId: row.person_id, membership: row.membership },
  level: row.level,
  until: row.until ?? undefined,
  under:
    row.under_id === null || row.under_membership === null
      ? undefined
      : { personId: row.under_id, membership: row.under_membership },
});

/** Says of each of these grants whether it stands, as the guard says it: all of a bot have to be among them. */
export function standing<R extends Row>(rows: readonly R[], now: string): (row: R) => boolean {
  const of = new Map(rows.map((row) => [`${row.bot_id} ${row.person_id}`, chained(row)]));
  return (row) => stands(chained(row), (personId) => of.get(`${row.bot_id} ${personId}`), now);
}
