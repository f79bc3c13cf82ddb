import { id, instant, memberStatus, routes, type AnswerOf, type AskedOf, type Member } from '@annals/contracts';
import { mayReadEmail, query, serve, type QueryContext } from '@annals/platform';
import { ascending, contains, key, pageOf, type TablesOf, type ViewDb } from '@annals/views';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { z } from 'zod';
import { people } from './people.view';
import { placesNamed, placesOf } from './places';
import { haveOneOf, rolesNow, type RolesNow } from './roles-now';

type Tables = TablesOf<typeof people>;
type Route = typeof routes.organization.listMembers;
/** What is shown of a member depends on who asks, and on what roles there are now. */
interface Seen {
  readonly withEmail: boolean;
  readonly known: RolesNow;
}

const inOrderOfJoining = ascending(key('members.joined_at', instant), key('members.person_id', id));

/** Members in the order in which they joined. `total` counts all that match, on every page. */
async function listMembers(
  db: ViewDb<typeof people>,
  asked: AskedOf<Route>,
  context: QueryContext,
): Promise<AnswerOf<Route>> {
  const withEmail = mayReadEmail(context);
  const known = await rolesNow(db, asked.organizationId);
  const matches = (members: ExpressionBuilder<Tables, 'members'>) => matching(members, { ...asked, withEmail, known });
  const found = db
    .selectFrom('members')
    .leftJoin('activity', (join) =>
      join
        .onRef('activity.organization_id', '=', 'members.organization_id')
        .onRef('activity.user_id', '=', 'members.user_id'),
    )
    .select([
      'members.person_id',
      'members.user_id',
      'members.alias',
      'members.email',
      'members.roles',
      'members.status',
      'members.joined_at',
      'members.access_until',
      'activity.last_active_at',
    ])
    .where(matches);
  const { rows, next } = await pageOf(found, inOrderOfJoining, asked);
  const { total } = await db
    .selectFrom('members')
    .select((members) => members.fn.countAll<number>().as('total'))
    .where(matches)
    .executeTakeFirstOrThrow();
  const named = await placesNamed(db, { organizationId: asked.organizationId, known, context });
  const places = await placesOf(
    db,
    asked.organizationId,
    rows.map((row) => row.person_id),
  );
  const items = rows.map((row) => ({
    ...itemOf(row, { withEmail, known }),
    workspaces: named(places.get(row.person_id) ?? []),
  }));
  return { items, next, total: Number(total) };
}

/** Without the permission addresses are not looked through either, or they could be guessed. */
function matching(
  members: ExpressionBuilder<Tables, 'members'>,
  { organizationId, personId, search, role, status, withEmail, known }: AskedOf<Route> & Seen,
): Expression<SqlBool> {
  return members.and([
    members('members.organization_id', '=', organizationId),
    status === undefined ? members('members.status', '!=', 'former') : members('members.status', '=', status),
    ...(personId === undefined ? [] : [members('members.person_id', '=', personId)]),
    ...(role === undefined ? [] : [haveOneOf('members.roles', [role], known)]),
    contains(members, withEmail ? ['members.alias', 'members.email'] : ['members.alias'], search),
  ]);
}

type Row = Pick<
  Tables['members'],
  'person_id' | 'user_id' | 'alias' | 'email' | 'roles' | 'status' | 'joined_at' | 'access_until'
> & { readonly last_active_at: string | null };

function itemOf(row: Row, { withEmail, known }: Seen): Omit<z.output<typeof Member>, 'workspaces'> {
  return {
    personId: row.person_id,
    userId: row.user_id,
    alias: row.alias,
    ...(withEmail ? { email: row.email } : {}),
    ...known.said(row.roles),
    status: memberStatus.parse(row.status),
    joinedAt: row.joined_at,
    lastActiveAt: row.last_active_at,
    accessUntil: row.access_until,
  };
}

export const ListMembers = query('ListMembers', people, listMembers);

export const ListMembersController = serve(routes.organization.listMembers, ListMembers);
