import type { Role, SystemRole } from '@annals/contracts';
import { ViewReader, type TablesOf } from '@annals/views';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { type Expression, type ExpressionBuilder, type Kysely, type SqlBool, sql } from 'kysely';
import { cursorOf, rowOf } from './page-cursor';
import { people } from './people.view';

type Tables = TablesOf<typeof people>;

interface MembersRequest {
  readonly organizationId: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Part of an alias, or of an address where addresses may be seen. */
  readonly search?: string | undefined;
  readonly role?: SystemRole | undefined;
  readonly mayReadEmail: boolean;
}

interface MembersPage {
  readonly items: readonly {
    personId: string;
    userId: string;
    alias: string | null;
    email?: string | null;
    roles: readonly Role[];
    joinedAt: string;
    lastActiveAt: string | null;
  }[];
  readonly next: string | null;
  readonly total: number;
}

/** Members in the order in which they joined. `total` counts all that match, on every page. */
export class ListMembersQuery extends Query<MembersPage> {
  constructor(
    readonly asked: MembersRequest,
    readonly minPosition?: string,
  ) {
    super();
  }
}

@QueryHandler(ListMembersQuery)
export class ListMembersHandler implements IQueryHandler<ListMembersQuery> {
  constructor(private readonly views: ViewReader) {}

  execute({ asked, minPosition }: ListMembersQuery): Promise<MembersPage> {
    return this.views.read(
      people,
      { organization: asked.organizationId },
      (db) => listMembers(db, asked),
      minPosition === undefined ? {} : { minPosition },
    );
  }
}

async function listMembers(db: Kysely<Tables>, asked: MembersRequest): Promise<MembersPage> {
  const after = asked.cursor === undefined ? undefined : rowOf(asked.cursor);
  let page = db
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
      'members.joined_at',
      'activity.last_active_at',
    ])
    .where((members) => matching(members, asked))
    .orderBy('members.joined_at')
    .orderBy('members.person_id')
    .limit(asked.limit + 1);
  if (after)
    page = page.where((members) =>
      members(members.refTuple('members.joined_at', 'members.person_id'), '>', members.tuple(after.at, after.id)),
    );
  const found = await page.execute();
  const { total } = await db
    .selectFrom('members')
    .select((members) => members.fn.countAll<number>().as('total'))
    .where((members) => matching(members, asked))
    .executeTakeFirstOrThrow();
  const shown = found.slice(0, asked.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => itemOf(row, asked.mayReadEmail)),
    next: found.length > shown.length && last ? cursorOf({ at: last.joined_at, id: last.person_id }) : null,
    total: Number(total),
  };
}

function matching(
  members: ExpressionBuilder<Tables, 'members'>,
  { organizationId, search, role, mayReadEmail }: MembersRequest,
): Expression<SqlBool> {
  const conditions: Expression<SqlBool>[] = [
    members('members.organization_id', '=', organizationId),
    members('members.active', '=', true),
  ];
  if (role !== undefined) conditions.push(sql<SqlBool>`members.roles @> ${JSON.stringify([role])}::jsonb`);
  if (search !== undefined && search.trim() !== '') {
    const part = `%${search.trim().replace(/[\\%_]/g, (wild) => `\\${wild}`)}%`;
    const columns = mayReadEmail ? (['members.alias', 'members.email'] as const) : (['members.alias'] as const);
    conditions.push(members.or(columns.map((column) => members(column, 'ilike', part))));
  }
  return members.and(conditions);
}

type Row = Pick<Tables['members'], 'person_id' | 'user_id' | 'alias' | 'email' | 'roles' | 'joined_at'> & {
  readonly last_active_at: string | null;
};

function itemOf(
  { person_id, user_id, alias, email, roles, joined_at, last_active_at }: Row,
  mayReadEmail: boolean,
): MembersPage['items'][number] {
  return {
    personId: person_id,
    userId: user_id,
    alias,
    ...(mayReadEmail ? { email } : {}),
    roles,
    joinedAt: joined_at,
    lastActiveAt: last_active_at,
  };
}
