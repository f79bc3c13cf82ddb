import {
  roleThere,
  rolesInEveryWorkspace,
  rolesOwningEveryWorkspace,
  type AnswerOf,
  type Role,
  type routes,
} from '@annals/contracts';
import { policiesSaid } from '@annals/platform';
import type { ViewDb, WorkspaceScope } from '@annals/views';
import { sql, type RawBuilder } from 'kysely';
import type { workspaces } from './workspaces.view';

type Db = ViewDb<typeof workspaces>;
type Access = NonNullable<AnswerOf<typeof routes.organization.listWorkspaces>['access']>;

/** Without the policy, what somebody was added as allows nothing (X6). */
async function addedCount(db: Db, organizationId: string): Promise<boolean> {
  const said = await db
    .selectFrom('policies')
    .select(['name', 'value'])
    .where('organization_id', '=', organizationId)
    .execute();
  return policiesSaid(said).workspaceRoles;
}

const haveOneOf = (roles: readonly Role[]): RawBuilder<boolean> =>
  sql<boolean>`(people.roles ?| ${sql.val([...roles])}::text[])`;

/** How many people there are, and how many may enter a workspace that is not archived: by whatever, and by a role. */
export async function whoEnters(db: Db, organizationId: string): Promise<Access> {
  const added = (await addedCount(db, organizationId))
    ? sql<boolean>`EXISTS (SELECT 1 FROM added JOIN workspaces USING (organization_id, workspace_id)
        WHERE added.organization_id = people.organization_id AND added.person_id = people.person_id
          AND added.sequence > people.sequence AND workspaces.archived_at IS NULL)`
    : sql<boolean>`false`;
  const [owns, inEvery] = [haveOneOf(rolesOwningEveryWorkspace), haveOneOf(rolesInEveryWorkspace)];
  const many = (which: RawBuilder<boolean>) =>
    sql<number>`count(*) FILTER (WHERE people.status = 'active' AND ${which})`;
  const found = await db
    .selectFrom('people')
    .select(({ fn }) => [
      fn.countAll().as('people'),
      many(sql`(${inEvery} OR ${added})`).as('entering'),
      many(owns).as('owning'),
      many(sql`(${inEvery} AND NOT ${owns})`).as('reading'),
    ])
    .where('organization_id', '=', organizationId)
    .where('status', '!=', 'former')
    .executeTakeFirstOrThrow();
  const { people, entering, owning, reading } = found;
  return { people: Number(people), entering: Number(entering), owning: Number(owning), reading: Number(reading) };
}

/** Where somebody may enter now: everywhere by a role of the organization, or where they were added. */
export async function entered(db: Db, organizationId: string, personId: string): Promise<WorkspaceScope> {
  const person = await db
    .selectFrom('people')
    .select(['roles', 'sequence'])
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (!person) return new Set();
  if (roleThere(person.roles, null)) return 'all';
  if (!(await addedCount(db, organizationId))) return new Set();
  const rows = await db
    .selectFrom('added')
    .select('workspace_id')
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .where('sequence', '>', person.sequence)
    .execute();
  return new Set(rows.map((row) => row.workspace_id));
}
