import {
  id,
  instant,
  refused,
  routes,
  systemRole,
  type AnswerOf,
  type AskedOf,
  type Permission,
  type Role,
} from '@annals/contracts';
import { mayReadMembers, query, serve, type QueryContext } from '@annals/platform';
import { ascending, key, pageOf, type ViewDb } from '@annals/views';
import { canGrantAll } from '../../organization/can-grant';
import { grantsOf } from './access';
import { thereOf } from './access-there';
import { people } from './people.view';
import { allNow, allowedNow, haveOneOf, rolesNow, type RolesNow } from './roles-now';

type Db = ViewDb<typeof people>;
type Access = typeof routes.organization.listAccess;
type Explain = typeof routes.organization.explainAccess;

/** So many are named of those who could grant a role. */
const NAMED = 5;
const inOrderOfJoining = ascending(key('members.joined_at', instant), key('members.person_id', id));

const activeMembers = (db: Db, organizationId: string) =>
  db.selectFrom('members').where('organization_id', '=', organizationId).where('status', '=', 'active');

const allowing = (known: RolesNow, permission: Permission): readonly Role[] =>
  allNow(known, systemRole.options).filter((role) => allowedNow(known, role).includes(permission));

/** Who may, with the roles that allow it; `total` counts all of them, on every page. */
async function listAccess(db: Db, asked: AskedOf<Access>): Promise<AnswerOf<Access>> {
  const known = await rolesNow(db, asked.organizationId);
  const roles = allowing(known, asked.permission);
  const holders = activeMembers(db, asked.organizationId).where(haveOneOf('members.roles', roles, known));
  const { rows, next } = await pageOf(
    holders.select(['members.person_id', 'members.alias', 'members.roles', 'members.joined_at']),
    inOrderOfJoining,
    asked,
  );
  const { total } = await holders.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow();
  const items = rows.map((row) => ({
    personId: row.person_id,
    alias: row.alias,
    ...known.said(known.heldNow(row.roles).filter((role) => roles.includes(role))),
  }));
  return { items, next, total: Number(total) };
}

async function explainAccess(db: Db, asked: AskedOf<Explain>, context: QueryContext) {
  const { member, permissions } = context;
  const { organizationId, permission, person: personId = member?.personId } = asked;
  const isOneself = personId !== undefined && personId === member?.personId;
  if (!isOneself && !permissions.has('effective_access:read'))
    throw refused('FORBIDDEN', { requiredPermission: 'effective_access:read' });
  if (personId === undefined) throw refused('MEMBER_NOT_FOUND'); // a key is nobody it could be of
  const known = await rolesNow(db, organizationId);
  const found = await db
    .selectFrom('members')
    .select(['roles', 'status'])
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!found || found.status === 'former') throw refused('MEMBER_NOT_FOUND');
  const roles = known.heldNow(found.roles);
  const history = await historyOf(db, organizationId, personId);
  const held = grantsOf(history, personId, permission);
  const grants = held.filter(({ role }) => allowedNow(known, role).includes(permission));
  const workspace = await thereOf(db, asked, { personId, roles, history, known, context });
  const may = grants.length > 0 || workspace?.allows === true;
  const suspended = found.status === 'suspended';
  return {
    personId,
    permission,
    allowed: may && !suspended,
    suspended,
    ...known.said(roles),
    grants: grants.map(({ role, given, allowed: allows }) => ({ role, name: known.nameOf(role), given, allows })),
    workspace,
    wouldAllow: may ? [] : await wouldAllow(db, { organizationId, personId, permission, roles, known, context }),
  };
}

/** What was said of a person's roles, and of what each role allows here. */
const historyOf = (db: Db, organizationId: string, personId: string) =>
  db
    .selectFrom('role_history')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where((said) =>
      said.or([
        said('person_id', '=', personId),
        said('role_id', 'is not', null),
        said('type', '=', 'OrgPolicyChanged'),
      ]),
    )
    .orderBy('sequence')
    .execute();

interface Denied {
  readonly organizationId: string;
  readonly personId: string;
  readonly permission: Permission;
  readonly roles: readonly Role[];
  readonly known: RolesNow;
  readonly context: QueryContext;
}

/** Each role that would allow it, with those who could give it to this person beside what they have. */
async function wouldAllow(db: Db, { organizationId, personId, permission, roles, known, context }: Denied) {
  const holders = await activeMembers(db, organizationId)
    .select(['person_id', 'roles'])
    .where('person_id', '!=', personId)
    .where(haveOneOf('members.roles', allowing(known, 'members.roles:change'), known))
    .orderBy('joined_at')
    .orderBy('person_id')
    .execute();
  const granters = holders.map((each) => ({ personId: each.person_id, roles: known.heldNow(each.roles) }));
  return allowing(known, permission).map((role) => {
    const able = granters.filter((each) => canGrantAll(known.decided, each.roles, [...roles, role]));
    return {
      role,
      name: known.nameOf(role),
      grantedBy: mayReadMembers(context)
        ? { people: able.slice(0, NAMED).map((each) => each.personId), total: able.length }
        : null,
    };
  });
}

export const ListAccess = query('ListAccess', people, listAccess);
export const ListAccessController = serve(routes.organization.listAccess, ListAccess);

export const ExplainAccess = query('ExplainAccess', people, explainAccess);
export const ExplainAccessController = serve(routes.organization.explainAccess, ExplainAccess);
