import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { query, serve } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { accountInfo } from './account-info.view';

type Route = typeof routes.organization.getAccountInfo;

/** Nothing is said before it was. */
async function getAccountInfo(
  db: ViewDb<typeof accountInfo>,
  { organizationId }: AskedOf<Route>,
): Promise<AnswerOf<Route>> {
  const row = await db.selectFrom('said').selectAll().where('organization_id', '=', organizationId).executeTakeFirst();
  return {
    organizationId,
    industry: row?.industry ?? null,
    size: row?.size ?? null,
    useCase: said(row?.use_case),
    updatedAt: row?.updated_at ?? null,
  };
}

const said = (text: string | null | undefined): string | null => (text === undefined || text === '' ? null : text);

export const GetAccountInfo = query('GetAccountInfo', accountInfo, getAccountInfo);

export const GetAccountInfoController = serve(routes.organization.getAccountInfo, GetAccountInfo);
