import { refused, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { query, serve, type QueryContext } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { people } from './people.view';

type Route = typeof routes.organization.getMyProfile;

/** What the person who asks says about themselves here. @throws Refused FORBIDDEN for a key: it is nobody */
async function getMyProfile(
  db: ViewDb<typeof people>,
  { organizationId }: AskedOf<Route>,
  { member }: QueryContext,
): Promise<AnswerOf<Route>> {
  if (!member) throw refused('FORBIDDEN');
  const found = await db
    .selectFrom('members')
    .leftJoin('waiting_contacts as waiting', (join) =>
      join
        .onRef('waiting.organization_id', '=', 'members.organization_id')
        .onRef('waiting.person_id', '=', 'members.person_id'),
    )
    .select(['members.alias', 'members.email', 'waiting.email as waiting_email', 'waiting.code_expires_at'])
    .where('members.organization_id', '=', organizationId)
    .where('members.person_id', '=', member.personId)
    .executeTakeFirst();
  if (!found) throw refused('ORG_NOT_FOUND');
  const { alias, email, waiting_email, code_expires_at } = found;
  return {
    personId: member.personId,
    alias,
    contactEmail: email,
    waiting: code_expires_at === null ? null : { email: waiting_email, codeExpiresAt: code_expires_at },
  };
}

export const GetMyProfile = query('GetMyProfile', people, getMyProfile);

export const GetMyProfileController = serve(routes.organization.getMyProfile, GetMyProfile);
