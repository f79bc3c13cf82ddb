import { type AnswerOf, type AskedOf, refused, routes } from '@annals/contracts';
import { mayReadEmail, serve, type Asking, type QueryContext } from '@annals/platform';
import { ViewReader, type ViewDb } from '@annals/views';
import { Inject } from '@nestjs/common';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { AuditReaders } from '../../oversight/audit-readers.service';
import { audit } from './audit.view';
import { changedIn } from './before';
import { detailsOf, entryOf, ownRolesIn, thingsIn } from './entry';
import { pageOfEntries } from './entry-pages';
import { foldedIn, MOST_FOLDED } from './folded';
import type { Row } from './found-entries';
import { labelsOf } from './labels';
import { whichEntries } from './which-entries';

type Db = ViewDb<typeof audit>;
type ListRoute = typeof routes.audit.listAudit;
type EntryRoute = typeof routes.audit.getAuditEntry;
type AuditRequest = AskedOf<ListRoute>;

/** The audit log, newest first, with what is folded between its entries. */
async function listAudit(db: Db, asked: AuditRequest, context: QueryContext): Promise<AnswerOf<ListRoute>> {
  const which = await whichEntries(db, asked);
  const { rows, next } = await pageOfEntries(db, which, asked, { mayReadEmail: mayReadEmail(context) });
  const folded = await foldedIn(db, which, { rows, more: next !== null, cursor: asked.cursor });
  return {
    items: await told(db, rows, context),
    next,
    folded,
    total: await total(db, asked, { found: rows.length, next, folded }),
  };
}

/** Entries as they are shown: with what changed, by the names of then. */
export async function told(db: Db, rows: readonly Row[], context: QueryContext) {
  const changes = await changedIn(db, rows);
  const entries = rows.map((row) => ({ row, changed: changes.get(row.sequence) ?? [] }));
  const labels = await labelsOf(db, {
    organizationId: rows[0]?.organization_id ?? '',
    mayReadEmail: mayReadEmail(context),
    things: entries.flatMap(thingsIn),
  });
  return entries.map((entry) => entryOf(entry, labels));
}

/** One entry with everything that was stored about it. @throws Refused ENTRY_NOT_FOUND */
export async function entryDetails(db: Db, asked: AskedOf<EntryRoute>, context: QueryContext) {
  const row = await db
    .selectFrom('entries')
    .selectAll()
    .where('organization_id', '=', asked.organizationId)
    .where('sequence', '=', asked.sequence)
    .executeTakeFirst();
  if (!row) throw refused('ENTRY_NOT_FOUND');
  const [details] = await allDetails(db, [row], context);
  if (!details) throw refused('ENTRY_NOT_FOUND');
  return details;
}

/** Entries with everything that the view keeps of them. */
export async function allDetails(db: Db, rows: readonly Row[], context: QueryContext) {
  const changes = await changedIn(db, rows);
  const entries = rows.map((row) => ({ row, changed: changes.get(row.sequence) ?? [] }));
  const sight = { mayReadEmail: mayReadEmail(context) };
  const things = entries.flatMap((entry) => [...thingsIn(entry), ...ownRolesIn(entry.row)]);
  const labels = await labelsOf(db, { organizationId: rows[0]?.organization_id ?? '', ...sight, things });
  return entries.map((entry) => detailsOf(entry, labels, sight));
}

interface OnPage {
  readonly found: number;
  readonly next: string | null;
  readonly folded: AnswerOf<ListRoute>['folded'];
}

/**
 * How many match, where that costs nothing: all of them, whose numbers have no gaps; or what is on one page, and folded
 * there. Else null.
 */
async function total(db: Db, asked: AuditRequest, { found, next, folded }: OnPage) {
  const { area, type, actor, session, outcome, search, from, to } = asked;
  if ([area, type, actor, session, outcome, search, from, to].every((filter) => filter === undefined)) {
    const entries = db.selectFrom('entries').where('organization_id', '=', asked.organizationId);
    return (await entries.select('sequence').orderBy('sequence', 'desc').limit(1).executeTakeFirst())?.sequence ?? 0;
  }
  if (asked.cursor !== undefined || next !== null || folded.some(({ entries }) => entries >= MOST_FOLDED)) return null;
  return folded.reduce((sum, { entries }) => sum + entries, found);
}

class ListAuditQuery extends Query<AnswerOf<ListRoute>> implements Asking<AuditRequest, AnswerOf<ListRoute>> {
  constructor(
    readonly asked: AuditRequest,
    readonly context: QueryContext,
  ) {
    super();
  }
}

/** The log. That somebody looked at it is told, too. */
@QueryHandler(ListAuditQuery)
class ListAuditHandler implements IQueryHandler<ListAuditQuery> {
  constructor(
    @Inject(ViewReader) private readonly views: ViewReader,
    @Inject(AuditReaders) private readonly readers: Pick<AuditReaders, 'note'>,
  ) {}

  async execute({ asked, context }: ListAuditQuery): Promise<AnswerOf<ListRoute>> {
    const { organizationId: organization } = asked;
    const found = await this.views.read(audit, { organization }, (db) => listAudit(db, asked, context), context);
    this.readers.note(organization, context);
    return found;
  }
}

export const ListAudit = { Query: ListAuditQuery, Handler: ListAuditHandler };

export const ListAuditController = serve(routes.audit.listAudit, ListAudit);
