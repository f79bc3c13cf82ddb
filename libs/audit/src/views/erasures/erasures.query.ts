import { type AnswerOf, type AskedOf, refused, routes } from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import { query, serve, type QueryContext } from '@annals/platform';
import { descending, key, pageOf } from '@annals/views';
import { z } from 'zod';
import { toldAll, type Db } from './erasure';
import { erasuresView } from './erasures.view';

type ListRoute = typeof routes.audit.listErasures;
type OneRoute = typeof routes.audit.getErasure;
type CertificateRoute = typeof routes.audit.getErasureCertificate;

const newestFirst = descending(key('erasures.sequence', z.int()));

const ofHere = (db: Db, organizationId: string) =>
  db.selectFrom('erasures').selectAll().where('organization_id', '=', organizationId);

/** Requests to erase somebody, the newest first. One that nobody answered is `expired` a moment before a timer says so. */
async function listErasures(db: Db, asked: AskedOf<ListRoute>, context: QueryContext): Promise<AnswerOf<ListRoute>> {
  const { organizationId, status } = asked;
  const now = new Date().toISOString();
  const found = ofHere(db, organizationId).$if(status !== undefined, (all) =>
    all.where((row) => {
      const late = row.and([row('status', '=', 'requested'), row('expires_at', '<=', now)]);
      const said = row('status', '=', status ?? '');
      if (status === 'requested') return row.and([said, row('expires_at', '>', now)]);
      return status === 'expired' ? row.or([said, late]) : said;
    }),
  );
  const { rows, next } = await pageOf(found, newestFirst, asked);
  return { items: [...(await toldAll(db, rows, { organizationId, context }))], next };
}

/** @throws Refused ERASURE_NOT_FOUND */
async function getErasure(db: Db, asked: AskedOf<OneRoute>, context: QueryContext): Promise<AnswerOf<OneRoute>> {
  const { organizationId, erasureId } = asked;
  const rows = await ofHere(db, organizationId).where('erasure_id', '=', erasureId).execute();
  const [one] = await toldAll(db, rows, { organizationId, context });
  if (!one) throw refused('ERASURE_NOT_FOUND');
  return one;
}

/** @throws Refused ERASURE_NOT_FOUND, CERTIFICATE_NOT_FOUND */
async function getErasureCertificate(
  db: Db,
  { organizationId, erasureId }: AskedOf<CertificateRoute>,
): Promise<AnswerOf<CertificateRoute>> {
  const erasure = await ofHere(db, organizationId).where('erasure_id', '=', erasureId).executeTakeFirst();
  if (!erasure) throw refused('ERASURE_NOT_FOUND');
  const row = await db
    .selectFrom('certificates')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('erasure_id', '=', erasureId)
    .executeTakeFirst();
  if (!row) throw refused('CERTIFICATE_NOT_FOUND');
  return {
    organizationId,
    ...row.said,
    requestedAt: erasure.requested_at,
    approvedAt: erasure.approved_at ?? erasure.requested_at,
    issuedAt: row.issued_at,
    issuedBy: parseActor(row.issued_by),
    sequence: row.sequence,
    eventId: row.event_id,
  };
}

export const ListErasures = query('ListErasures', erasuresView, listErasures);
export const ListErasuresController = serve(routes.audit.listErasures, ListErasures);

export const GetErasure = query('GetErasure', erasuresView, getErasure);
export const GetErasureController = serve(routes.audit.getErasure, GetErasure);

export const GetErasureCertificate = query('GetErasureCertificate', erasuresView, getErasureCertificate);
export const GetErasureCertificateController = serve(routes.audit.getErasureCertificate, GetErasureCertificate);
