import { refused, roleThere, routes, type AskedOf, type WorkspaceMember } from '@annals/contracts';
import { query, serve } from '@annals/platform';
import { pageOfAll, type ViewDb } from '@annals/views';
import { sql } from 'kysely';
import type { z } from 'zod';
import { workspaces } from './workspaces.view';

type Db = ViewDb<typeof workspaces>;
type Member = z.output<typeof WorkspaceMember>;
type Asked = AskedOf<typeof routes.organization.listWorkspaceMembers>;

/** Active people who were added here in their present membership, or whose role in the organization reaches here. */
async function membersOf(db: Db, { organizationId, workspaceId }: Asked): Promise<Member[]> {
  const rows = await db
    .selectFrom('people')
    .leftJoin('added', (join) =>
      join
        .onRef('added.organization_id', '=', 'people.organization_id')
        .onRef('added.person_id', '=', 'people.person_id')
        .onRef('added.sequence', '>', 'people.sequence')
        .on('added.workspace_id', '=', workspaceId),
    )
    .select(['people.person_id', 'people.alias', 'people.roles', 'added.role', 'added.added_at'])
    .where('people.organization_id', '=', organizationId)
    .where('people.active', '=', true)
    .where((row) =>
      row.or([row('added.role', 'is not', null), sql<boolean>`people.roles ?| ARRAY['owner', 'admin', 'auditor']`]),
    )
    .execute();
  return rows.flatMap((row) => {
    const there = roleThere(row.roles, row.role);
    if (!there) return [];
    const addedAt = there.inheritedFrom === null ? row.added_at : null;
    return [{ personId: row.person_id, alias: row.alias, ...there, addedAt }];
  });
}

/** Who was added, by name, then who comes in by a role of the organization. */
async function listWorkspaceMembers(db: Db, asked: Asked) {
  const workspace = await db
    .selectFrom('workspaces')
    .select('workspace_id')
    .where('organization_id', '=', asked.organizationId)
    .where('workspace_id', '=', asked.workspaceId)
    .executeTakeFirst();
  if (!workspace) throw refused('WORKSPACE_NOT_FOUND');
  const looked = (asked.search ?? '').trim().toLowerCase();
  const found = (await membersOf(db, asked)).filter(({ alias }) => (alias ?? '').toLowerCase().includes(looked));
  const page = pageOfAll(
    found,
    [
      ({ inheritedFrom }) => (inheritedFrom === null ? '0' : '1'),
      ({ alias }) => alias ?? '',
      ({ personId }) => personId,
    ],
    asked,
  );
  return { items: page.rows, next: page.next, total: found.length };
}

export const ListWorkspaceMembers = query('ListWorkspaceMembers', workspaces, listWorkspaceMembers);
export const ListWorkspaceMembersController = serve(routes.organization.listWorkspaceMembers, ListWorkspaceMembers);
