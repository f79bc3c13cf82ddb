import { refused, routes, type AskedOf, type Permission, type Role } from '@annals/contracts';
import { mayReadMembers, query, serve, type QueryContext } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { canGrantAll } from '../../organization/can-grant';
import { grantsOf } from './access';
import { historyOf } from './access-history';
import { thereOf } from './access-there';
import { activeMembers } from './holders';
import { people } from './people.view';
import { allowedNow, allowing, haveOneOf, rolesNow, type RolesNow } from './roles-now';

type Db = ViewDb<typeof people>;
type Explain = typeof routes.organization.explainAccess;

/** So many are named of those who could grant a role. */
const NAMED = 5;

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
  const history = await historyOf(db, organizationId, [personId]);
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

export const ExplainAccess = query('ExplainAccess', people, explainAccess);
export const ExplainAccessController = serve(routes.organization.explainAccess, ExplainAccess);
