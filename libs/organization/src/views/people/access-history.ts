import type { TablesOf, ViewDb } from '@annals/views';
import { sql } from 'kysely';
import type { people } from './people.view';

/** What was said of these people's roles, and of what each role allows here, oldest first. */
export const historyOf = (
  db: ViewDb<typeof people>,
  organizationId: string,
  personIds: readonly string[],
): Promise<readonly TablesOf<typeof people>['role_history'][]> =>
  db
    .selectFrom('role_history')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where((said) =>
      said.or([
        sql<boolean>`person_id = ANY (${[...personIds]}::uuid[])`,
        said('role_id', 'is not', null),
        said('type', '=', 'OrgPolicyChanged'),
      ]),
    )
    .orderBy('sequence')
    .execute();
