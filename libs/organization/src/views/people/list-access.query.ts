import { id, instant, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { query, serve, type QueryContext } from '@annals/platform';
import { ascending, key, pageOf, type ViewDb } from '@annals/views';
import { sql } from 'kysely';
import { grantsOf, sinceOf, type Giving } from './access';
import { historyOf } from './access-history';
import { accessThere, mustSeeWorkspace } from './access-there';
import { holdersOf } from './holders';
import { people } from './people.view';
import { allowedNow, rolesNow } from './roles-now';

type Db = ViewDb<typeof people>;
type Access = typeof routes.organization.listAccess;
type Compare = typeof routes.organization.compareAccess;
type Standing = AnswerOf<Compare>['people'][number]['standing'];

const inOrderOfJoining = ascending(key('members.joined_at', instant), key('members.person_id', id));

/** Who may, each with what allows it and since when (E3); `total` counts all of them, on every page. */
async function listAccess(db: Db, asked: AskedOf<Access>, context: QueryContext): Promise<AnswerOf<Access>> {
  const { organizationId, permission, workspace: workspaceId } = asked;
  await mustSeeWorkspace(db, asked, context);
  const known = await rolesNow(db, organizationId);
  const holders = holdersOf(db, asked, known);
  const { rows, next } = await pageOf(
    holders.select([
      'members.person_id',
      'members.alias',
      'members.roles',
      'members.joined_at',
      'added.role as added_role',
      'added.sequence as added_sequence',
      'added.revision as added_revision',
      'added.at as added_at',
      'added.type as added_type',
    ]),
    inOrderOfJoining,
    asked,
  );
  const { total } = await holders.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow();
  const people = rows.map((row) => row.person_id);
  const history = await historyOf(db, organizationId, people);
  const { workspaceRoles } = known.decided.policies.inForce;
  const items = rows.map((row) => {
    const roles = known.heldNow(row.roles);
    const own = history.filter(({ person_id: of }) => of === null || of === row.person_id);
    const grants = grantsOf(own, row.person_id, permission).filter(({ role }) =>
      allowedNow(known, role).includes(permission),
    );
    const placed = { personId: row.person_id, roles, history: own, added: addedAs(row), workspaceRoles };
    const there = workspaceId === undefined ? null : { workspaceId, ...accessThere(placed, permission) };
    return {
      personId: row.person_id,
      alias: row.alias,
      ...known.said(roles.filter((role) => allowedNow(known, role).includes(permission))),
      grants: grants.map(({ role, given, allowed: allows }) => ({ role, name: known.nameOf(role), given, allows })),
      workspace: there,
      since: sinceOf(own, grants, there),
    };
  });
  return { items, next, total: Number(total) };
}

interface Added {
  readonly added_role: string | null;
  readonly added_sequence: number | null;
  readonly added_revision: number | null;
  readonly added_at: Giving['at'] | null;
  readonly added_type: string | null;
}

function addedAs(row: Added): (Giving & { readonly role: string }) | undefined {
  const { added_role: role, added_sequence: sequence, added_revision: revision, added_at: at, added_type: type } = row;
  if (role === null || sequence === null || revision === null || at === null || type === null) return undefined;
  return { role, sequence, revision, at, type };
}

/** What became of people who could: whether they may now, are suspended, or left by which event. */
async function compareAccess(db: Db, asked: AskedOf<Compare>, context: QueryContext): Promise<AnswerOf<Compare>> {
  const { organizationId, people: personIds } = asked;
  await mustSeeWorkspace(db, asked, context);
  const known = await rolesNow(db, organizationId);
  const among = sql<boolean>`members.person_id = ANY (${personIds}::uuid[])`;
  const may = await holdersOf(db, asked, known).where(among).select('members.person_id').execute();
  const members = await db
    .selectFrom('members')
    .select(['person_id', 'status'])
    .where('organization_id', '=', organizationId)
    .where(among)
    .execute();
  const history = await historyOf(db, organizationId, personIds);
  const able = new Set(may.map(({ person_id: personId }) => personId));
  return {
    people: members.map(({ person_id: personId, status }) => {
      const standing: Standing =
        status === 'former' ? 'left' : status === 'suspended' ? 'suspended' : able.has(personId) ? 'may' : 'may_not';
      const last = history.findLast((said) => said.person_id === personId);
      return { personId, standing, left: standing === 'left' && last ? saidOf(last) : null };
    }),
  };
}

const saidOf = ({ type, sequence, revision, at }: Giving): Giving => ({ type, sequence, revision, at });

export const ListAccess = query('ListAccess', people, listAccess);
export const ListAccessController = serve(routes.organization.listAccess, ListAccess);

export const CompareAccess = query('CompareAccess', people, compareAccess);
export const CompareAccessController = serve(routes.organization.compareAccess, CompareAccess);
