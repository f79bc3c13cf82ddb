import type { AskedOf, routes } from '@annals/contracts';
import { contains } from '@annals/views';
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import type { TablesOf } from '@annals/views';
import type { audit } from './audit.view';
import { deniedTypes } from './entry';
import type { Db } from './names';
import { isAlwaysRoutine, isRoutine } from './routine';

export type Tables = TablesOf<typeof audit>;
type Asked = Omit<AskedOf<typeof routes.audit.listAudit>, 'limit' | 'cursor'>;

/** Which entries are asked for: what was said of areas and outcomes is said of types here. */
export interface Which {
  readonly organizationId: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly actor?: string | undefined;
  readonly session?: string | undefined;
  /** Of these types only. */
  readonly types?: readonly string[] | undefined;
  /** A part of a sentence, or of the name of something in it. */
  readonly text?: string | undefined;
  /** Without what machines do all the time. */
  readonly folded: boolean;
}

/** What was asked for, with the types that it is about: there are few of them, so they are found first. */
export async function whichEntries(db: Db, asked: Asked): Promise<Which> {
  const { organizationId, from, to, actor, session, type, area, outcome, search, routine } = asked;
  const text = search?.trim() === '' ? undefined : search?.trim();
  const folded = routine === 'folded' && type === undefined && text === undefined;
  const which = { organizationId, from, to, actor, session, text, folded };
  if (type !== undefined && area === undefined && outcome === undefined && actor === undefined)
    return { ...which, types: [type] };
  if ([actor, area, outcome].every((filter) => filter === undefined)) return which;
  const types = (await occurringTypes(db, organizationId, actor)).filter(
    (each) =>
      (type === undefined || each.type === type) &&
      (area === undefined || each.area === area) &&
      (outcome === undefined || deniedTypes.includes(each.type) === (outcome === 'denied')),
  );
  return { ...which, types: types.map((each) => each.type) };
}

/** The same without what is folded: an actor tells it of each type. */
export function shownTypes({ types, folded, actor }: Which): readonly string[] | undefined {
  if (!folded) return types;
  return types?.filter((type) => (actor === undefined ? !isAlwaysRoutine(type) : !isRoutine(type, actor)));
}

interface Occurring {
  readonly type: string;
  readonly area: string;
}

/** Each type once, of one actor or of all, by jumps in an index: as many steps as there are types. */
export async function occurringTypes(db: Db, organizationId: string, actor?: string): Promise<readonly Occurring[]> {
  const by = sql`organization_id = ${organizationId} ${actor === undefined ? sql`` : sql`AND actor = ${actor}`}`;
  const next = (behind: ReturnType<typeof sql>) =>
    sql`SELECT type FROM entries WHERE ${by} ${behind} ORDER BY type LIMIT 1`;
  const { rows } = await sql<Occurring>`
    WITH RECURSIVE found (type) AS ((${next(sql``)}) UNION ALL SELECT (${next(sql`AND type > found.type`)}) FROM found WHERE found.type IS NOT NULL)
    SELECT found.type, one.area FROM found CROSS JOIN LATERAL
      (SELECT area FROM entries WHERE ${by} AND type = found.type ORDER BY at LIMIT 1) AS one`.execute(db);
  return rows;
}

/** The entries that are asked for, where all of them are read. */
export function askedFor(
  row: ExpressionBuilder<Tables, 'entries'>,
  asked: Pick<Asked, 'organizationId' | 'area' | 'type' | 'actor' | 'outcome' | 'from' | 'to'>,
): Expression<SqlBool> {
  const { organizationId, area, type, actor, outcome, from, to } = asked;
  const all: Expression<SqlBool>[] = [matching(row, { organizationId, actor, from, to, folded: false })];
  if (area !== undefined) all.push(row('area', '=', area));
  if (type !== undefined) all.push(row('type', '=', type));
  if (outcome === 'denied') all.push(row('type', 'in', deniedTypes));
  if (outcome === 'allowed') all.push(row('type', 'not in', deniedTypes));
  return row.and(all);
}

/** What holds of the entries themselves. Of types only one is an index's: several are gone through one by one. */
export function matching(row: ExpressionBuilder<Tables, 'entries'>, which: Which): Expression<SqlBool> {
  const all: Expression<SqlBool>[] = [row('entries.organization_id', '=', which.organizationId)];
  if (which.actor !== undefined) all.push(row('entries.actor', '=', which.actor));
  if (which.session !== undefined) all.push(row('entries.session', '=', which.session));
  if (which.types !== undefined) all.push(sql<SqlBool>`${sql.ref('entries.type')} = ANY (${[...which.types]}::text[])`);
  if (which.from !== undefined) all.push(row('entries.at', '>=', which.from));
  if (which.to !== undefined) all.push(row('entries.at', '<', which.to));
  if (which.folded) all.push(row('entries.notable', 'is not', null));
  if (which.text !== undefined) all.push(contains(row, ['entries.words'], which.text));
  return row.and(all);
}
