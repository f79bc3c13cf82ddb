import {
  auditExportRequested,
  auditExportTaken,
  refused,
  routes,
  type AnswerOf,
  type AskedOf,
} from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import { mayReadEmail, query, serve, type QueryContext } from '@annals/platform';
import { descending, key, pageOf, type TablesOf, type ViewDb } from '@annals/views';
import { sql } from 'kysely';
import { z } from 'zod';
import { audit } from '../audit/audit.view';
import { actorOf, actorThing } from '../audit/entry';
import { labelsOf } from '../audit/labels';

type Db = ViewDb<typeof audit>;
type Row = TablesOf<typeof audit>['entries'];
type ListRoute = typeof routes.audit.listAuditExports;
type OneRoute = typeof routes.audit.getAuditExport;
type AuditExport = AnswerOf<OneRoute>;

const newestFirst = descending(key('entries.sequence', z.int()));

const requests = (db: Db, organizationId: string) =>
  db
    .selectFrom('entries')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('type', '=', auditExportRequested.type);

/** Files of the log that were asked for, newest first: the log itself tells of them. */
async function listAuditExports(
  db: Db,
  asked: AskedOf<ListRoute>,
  context: QueryContext,
): Promise<AnswerOf<ListRoute>> {
  const { rows, next } = await pageOf(requests(db, asked.organizationId), newestFirst, asked);
  return { items: [...(await told(db, rows, { ...asked, context }))], next };
}

/** @throws Refused EXPORT_NOT_FOUND */
async function getAuditExport(db: Db, asked: AskedOf<OneRoute>, context: QueryContext): Promise<AuditExport> {
  const rows = await requests(db, asked.organizationId)
    .where(ofExports([asked.exportId]))
    .execute();
  const [one] = await told(db, rows, { ...asked, context });
  if (!one) throw refused('EXPORT_NOT_FOUND');
  return one;
}

const ofExports = (ids: readonly string[]) => sql<boolean>`data->>'exportId' = ANY(${ids})`;

interface Reads {
  readonly organizationId: string;
  readonly context: QueryContext;
}

async function told(db: Db, rows: readonly Row[], { organizationId, context }: Reads): Promise<readonly AuditExport[]> {
  if (rows.length === 0) return [];
  const asked = rows.map((row) => ({ row, data: auditExportRequested.data.parse(row.data) }));
  const taken = await db
    .selectFrom('entries')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('type', '=', auditExportTaken.type)
    .where('sequence', '>', Math.min(...rows.map(({ sequence }) => sequence)))
    .where(ofExports(asked.map(({ data }) => data.exportId)))
    .orderBy('sequence')
    .execute();
  const things = rows.flatMap(({ actor, sequence }) => actorThing(actor, sequence));
  const labels = await labelsOf(db, { organizationId, mayReadEmail: mayReadEmail(context), things });
  return asked.map(({ row, data }) => ({
    exportId: data.exportId,
    format: data.format,
    filter: filterIn(row, data),
    rows: data.rows,
    first: data.first ?? null,
    last: data.last ?? null,
    until: data.until,
    requestedAt: row.at,
    requestedBy: actorOf(row.actor, row.sequence, labels),
    taken: taken.flatMap((each) => takenOf(each, data.exportId)),
  }));
}

const Typed = z.object({ type: z.string(), actor: z.string() }).nullable();

/** What was typed is gone with the organization's key. */
function filterIn({ text }: Row, data: z.output<typeof auditExportRequested.data>): AuditExport['filter'] {
  const { area, outcome, from, to } = data;
  const typed = Object.entries(Typed.parse(text) ?? {}).filter(([, value]) => value !== '');
  return { area, outcome, from, to, ...Object.fromEntries(typed) };
}

function takenOf(row: Row, exportId: string): AuditExport['taken'] {
  const data = auditExportTaken.data.parse(row.data);
  if (data.exportId !== exportId) return [];
  const { after = null, rows, digest } = data;
  return [{ at: row.at, actor: parseActor(row.actor), after, rows, digest }];
}

export const ListAuditExports = query('ListAuditExports', audit, listAuditExports);
export const ListAuditExportsController = serve(routes.audit.listAuditExports, ListAuditExports);

export const GetAuditExport = query('GetAuditExport', audit, getAuditExport);
export const GetAuditExportController = serve(routes.audit.getAuditExport, GetAuditExport);
