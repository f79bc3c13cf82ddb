import { routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { nowFor, query, type QueryContext, serve } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { people } from './people.view';

type Route = typeof routes.organization.getOwnershipOffer;
const nothing: AnswerOf<Route> = { offer: null };

/** The open offer, for owners and for the person who may accept it. */
async function getOwnershipOffer(
  db: ViewDb<typeof people>,
  { organizationId }: AskedOf<Route>,
  { permissions, principal, past }: QueryContext,
): Promise<AnswerOf<Route>> {
  const row = await db
    .selectFrom('ownership_offers as offers')
    .innerJoin('members as offerer', (join) =>
      join
        .onRef('offerer.organization_id', '=', 'offers.organization_id')
        .onRef('offerer.person_id', '=', 'offers.offered_by'),
    )
    .innerJoin('members as heir', (join) =>
      join
        .onRef('heir.organization_id', '=', 'offers.organization_id')
        .onRef('heir.person_id', '=', 'offers.offered_to'),
    )
    .selectAll('offers')
    .select(['offerer.alias as offerer_alias', 'heir.alias as heir_alias', 'heir.user_id as heir_user_id'])
    .where('offers.organization_id', '=', organizationId)
    .where('offers.expires_at', '>', nowFor({ past }))
    .where('offerer.status', '!=', 'former')
    .where('heir.status', '!=', 'former')
    .executeTakeFirst();
  if (!row || !(permissions.has('org:transfer_ownership') || row.heir_user_id === principal?.id)) return nothing;
  return {
    offer: {
      offerId: row.offer_id,
      offeredBy: { personId: row.offered_by, alias: row.offerer_alias },
      offeredTo: { personId: row.offered_to, alias: row.heir_alias },
      stepsDown: row.steps_down,
      offeredAt: row.offered_at,
      expiresAt: row.expires_at,
    },
  };
}

export const GetOwnershipOffer = query('GetOwnershipOffer', people, getOwnershipOffer);

export const GetOwnershipOfferController = serve(routes.organization.getOwnershipOffer, GetOwnershipOffer);
