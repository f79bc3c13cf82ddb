import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { query, serve } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { recordName, recordValue } from '../../security/domain-records.service';
import { domains } from './domains.view';

type Route = typeof routes.organization.listDomains;

/** All of them: there are few. */
async function listDomains(db: ViewDb<typeof domains>, { organizationId }: AskedOf<Route>): Promise<AnswerOf<Route>> {
  const rows = await db
    .selectFrom('domains')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('added_at')
    .orderBy('domain_id')
    .execute();
  return {
    items: rows.map((row) => ({
      domainId: row.domain_id,
      domain: row.domain ?? '[erased]',
      verified: row.verified_at !== null,
      mode: row.mode,
      record: { name: recordName(row.domain ?? '[erased]'), type: 'TXT', value: recordValue(row.domain_id) },
      addedAt: row.added_at,
      verifiedAt: row.verified_at,
    })),
  };
}

export const ListDomains = query('ListDomains', domains, listDomains);

export const ListDomainsController = serve(routes.organization.listDomains, ListDomains);
