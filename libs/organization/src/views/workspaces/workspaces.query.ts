import { refused, routes, type AskedOf, type Workspace as WorkspaceAnswer } from '@annals/contracts';
import { mayReadMembers, query, serve, workspacesWith, type QueryContext } from '@annals/platform';
import { inWorkspaces, pageOfAll, type ViewDb, type WorkspaceScope } from '@annals/views';
import { sql } from 'kysely';
import type { z } from 'zod';
import { entered, whoEnters } from './who-enters';
import { workspaces } from './workspaces.view';

type Db = ViewDb<typeof workspaces>;
type Workspace = z.output<typeof WorkspaceAnswer>;
type ListRequest = AskedOf<typeof routes.organization.listWorkspaces>;

interface Which {
  readonly organizationId: string;
  readonly workspaceId?: string;
  readonly scope: WorkspaceScope;
  /** Where who asks may see who is there (W15). */
  readonly seesPeople: WorkspaceScope;
}

const reaches = (scope: WorkspaceScope, workspaceId: string): boolean => scope === 'all' || scope.has(workspaceId);

/** With how many people were added to each in their present membership, and how many bots it has. */
async function rowsOf(db: Db, { organizationId, workspaceId, scope, seesPeople }: Which): Promise<Workspace[]> {
  const people = sql<number>`(SELECT count(*) FROM added JOIN people USING (organization_id, person_id)
    WHERE added.organization_id = workspaces.organization_id AND added.workspace_id = workspaces.workspace_id
      AND people.status <> 'former' AND added.sequence > people.sequence)`;
  const bots = sql<number>`(SELECT count(*) FROM bots
    WHERE bots.organization_id = workspaces.organization_id AND bots.workspace_id = workspaces.workspace_id)`;
  const rows = await db
    .selectFrom('workspaces')
    .selectAll()
    .select([people.as('people'), bots.as('bots')])
    .where('organization_id', '=', organizationId)
    .where(inWorkspaces('workspace_id', scope))
    .$if(workspaceId !== undefined, (found) => found.where('workspace_id', '=', workspaceId ?? ''))
    .execute();
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    name: row.name ?? '[erased]',
    status: row.archived_at === null ? 'active' : 'archived',
    timeZone: row.time_zone,
    inactivityMinutes: row.inactivity_minutes,
    memberLimit: row.member_limit,
    runsKeptDays: row.runs_kept_days,
    people: reaches(seesPeople, row.workspace_id) ? Number(row.people) : null,
    bots: Number(row.bots),
    createdAt: row.created_at,
    archivedAt: row.archived_at,
  }));
}

/** There are few of them, so all are read for any page. */
async function listWorkspaces(db: Db, asked: ListRequest, context: QueryContext) {
  const { organizationId, person, search = '', status } = asked;
  const seesPeople = workspacesWith(context, 'members:read');
  const all = await rowsOf(db, { organizationId, scope: workspacesWith(context, 'workspaces:list_all'), seesPeople });
  const theirs = person === undefined ? 'all' : await entered(db, organizationId, person);
  const found = all.filter(
    ({ workspaceId, name, ...each }) =>
      (status === undefined || each.status === status) &&
      (person === undefined || (reaches(seesPeople, workspaceId) && reaches(theirs, workspaceId))) &&
      name.toLowerCase().includes(search.trim().toLowerCase()),
  );
  const page = pageOfAll(found, [({ name }) => name, ({ workspaceId }) => workspaceId], asked);
  const active = all.filter((each) => each.status === 'active').length;
  const access = mayReadMembers(context) ? await whoEnters(db, organizationId) : null;
  return { items: page.rows, next: page.next, active, archived: all.length - active, access };
}

export const ListWorkspaces = query('ListWorkspaces', workspaces, listWorkspaces);
export const ListWorkspacesController = serve(routes.organization.listWorkspaces, ListWorkspaces);

/** One workspace: the guard judged whether who asks may see it. @throws Refused WORKSPACE_NOT_FOUND */
export const GetWorkspace = query(
  'GetWorkspace',
  workspaces,
  async (db: Db, asked: AskedOf<typeof routes.organization.getWorkspace>, context: QueryContext) => {
    const [workspace] = await rowsOf(db, {
      ...asked,
      scope: 'all',
      seesPeople: workspacesWith(context, 'members:read'),
    });
    if (!workspace) throw refused('WORKSPACE_NOT_FOUND');
    return workspace;
  },
);
export const GetWorkspaceController = serve(routes.organization.getWorkspace, GetWorkspace);
