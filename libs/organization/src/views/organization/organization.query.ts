import { refused, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import { query, serve } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { organizationCard } from './organization.view';

type Route = typeof routes.organization.getOrganization;

/** The card of one organization. */
async function getOrganization(
  db: ViewDb<typeof organizationCard>,
  { organizationId }: AskedOf<Route>,
): Promise<AnswerOf<Route>> {
  const row = await db
    .selectFrom('organizations')
    .leftJoin('renames', 'renames.organization_id', 'organizations.organization_id')
    .selectAll('organizations')
    .select('renames.n')
    .where('organizations.organization_id', '=', organizationId)
    .executeTakeFirst();
  if (!row) throw refused('READ_MODEL_BEHIND'); // the guard saw the organization, so the view has not got to it yet
  return {
    organizationId,
    name: row.name ?? '[erased]',
    createdAt: row.created_at,
    renamed: row.n ?? 0,
    lastRenamedAt: row.last_renamed_at,
    country: row.country,
    timeZone: row.time_zone,
    status: {
      status: row.status,
      since: row.status_since,
      by: parseActor(row.status_by),
      suspendedBy: row.suspended_by,
      reason: row.status_reason,
      purgeAt: row.purge_at,
    },
  };
}

export const GetOrganization = query('GetOrganization', organizationCard, getOrganization);

export const GetOrganizationController = serve(routes.organization.getOrganization, GetOrganization);
