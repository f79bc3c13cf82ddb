import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { query, serve } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { writtenNumber } from '../../organization/phone-number.service';
import { phones } from './phones.view';

type Route = typeof routes.organization.listPhones;

/** All of them: there are few. */
async function listPhones(db: ViewDb<typeof phones>, { organizationId }: AskedOf<Route>): Promise<AnswerOf<Route>> {
  const rows = await db
    .selectFrom('phones')
    .leftJoin('defaults', (join) =>
      join
        .onRef('defaults.organization_id', '=', 'phones.organization_id')
        .onRef('defaults.phone_id', '=', 'phones.phone_id'),
    )
    .selectAll('phones')
    .select('defaults.phone_id as default_id')
    .where('phones.organization_id', '=', organizationId)
    .orderBy('phones.added_at')
    .orderBy('phones.phone_id')
    .execute();
  return {
    items: rows.map((row) => ({
      phoneId: row.phone_id,
      number: row.number ?? '[erased]',
      written: row.number === null ? '[erased]' : writtenNumber(row.number),
      label: row.label ?? '[erased]',
      purpose: row.purpose,
      isDefault: row.default_id !== null,
      workspaceId: row.workspace_id,
      verifiedAt: row.verified_at,
      codeExpiresAt: row.code_expires_at,
    })),
  };
}

export const ListPhones = query('ListPhones', phones, listPhones);

export const ListPhonesController = serve(routes.organization.listPhones, ListPhones);
