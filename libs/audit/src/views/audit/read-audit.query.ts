import { readAuditToggled, routes } from '@annals/contracts';
import { query, serve } from '@annals/platform';
import { audit } from './audit.view';

/** Whether it is told who looks at the log: the log itself says what was decided last. */
export const GetReadAudit = query('GetReadAudit', audit, async (db, { organizationId }: { organizationId: string }) => {
  const last = await db
    .selectFrom('entries')
    .select('data')
    .where('organization_id', '=', organizationId)
    .where('type', '=', readAuditToggled.type)
    .orderBy('at', 'desc')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? { on: true } : readAuditToggled.data.parse(last.data);
});

export const GetReadAuditController = serve(routes.audit.getReadAudit, GetReadAudit);
