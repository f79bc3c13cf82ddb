import {
  routes,
  systemRole,
  systemRoles,
  type AnswerOf,
  type AskedOf,
  type Role,
  type RoleEntry,
  type SystemRole,
} from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { nowFor, type OwnRoleRow, query, type QueryContext, serve } from '@annals/platform';
import { pageOfAll, type ViewDb } from '@annals/views';
import type { z } from 'zod';
import { canGrant } from '../../organization/can-grant';
import { exists } from '../../organization/roles';
import { people } from './people.view';
import { allowedNow, rolesNow, type RolesNow } from './roles-now';

type Db = ViewDb<typeof people>;
type Route = typeof routes.organization.listRoles;
type Item = z.output<typeof RoleEntry>;
type Facts = Pick<Item, 'role' | 'name' | 'purpose' | 'builtIn' | 'createdAt' | 'changedAt'>;

const builtIn = (role: SystemRole, name: string): Facts => ({
  role,
  name,
  purpose: systemRoles[role].meaning,
  builtIn: true,
  createdAt: null,
  changedAt: null,
});
const own =
  (known: RolesNow) =>
  (row: OwnRoleRow): Facts => ({
    role: row.role_id,
    name: known.nameOf(row.role_id),
    purpose: row.purpose,
    builtIn: false,
    createdAt: row.created_at,
    changedAt: row.changed_at,
  });

/** Where a role stands in the list: built-in ones come as they are offered, the organization's own by age. */
const placeOf = ({ role, createdAt }: Facts): string =>
  createdAt === null
    ? `0 ${String(systemRole.options.findIndex((each) => each === role)).padStart(3, '0')}`
    : `1 ${createdAt} ${role}`;

/** Each set of roles that members have, with how many; the same of open invitations. */
async function setsOf(db: Db, { organizationId }: AskedOf<Route>, now: Instant) {
  const members = await db
    .selectFrom('members')
    .select(({ fn }) => ['roles', fn.countAll().as('n')])
    .where('organization_id', '=', organizationId)
    .where('status', '!=', 'former')
    .groupBy('roles')
    .execute();
  const invited = await db
    .selectFrom('invitations')
    .select(({ fn }) => ['roles', fn.countAll().as('n')])
    .where('organization_id', '=', organizationId)
    .where('status', '=', 'open')
    .where('expires_at', '>', now)
    .groupBy('roles')
    .execute();
  return { members, invited };
}

/** How many of them have each role, by what stands for a retired one. */
function counted(sets: readonly { readonly roles: readonly Role[]; readonly n: unknown }[], known: RolesNow) {
  const counts = new Map<Role, number>();
  for (const { roles, n } of sets)
    for (const role of known.heldNow(roles)) counts.set(role, (counts.get(role) ?? 0) + Number(n));
  return (role: Role): number => counts.get(role) ?? 0;
}

async function listRoles(
  db: Db,
  asked: AskedOf<Route>,
  { member, past }: Pick<QueryContext, 'past'> & { readonly member?: { readonly roles: readonly Role[] } | undefined },
): Promise<AnswerOf<Route>> {
  const known = await rolesNow(db, asked.organizationId);
  const sets = await setsOf(db, asked, nowFor({ past }));
  const [members, invited] = [counted(sets.members, known), counted(sets.invited, known)];
  const there = systemRole.options.filter((role) => exists(known.decided, role) || members(role) + invited(role) > 0);
  const all = [...there.map((role) => builtIn(role, known.nameOf(role))), ...known.own.map(own(known))];
  const page = pageOfAll(all, [placeOf], asked);
  const items = page.rows.map((facts) => ({
    ...facts,
    permissions: [...allowedNow(known, facts.role)],
    members: members(facts.role),
    invited: invited(facts.role),
    isDefault: known.decided.roles.default === facts.role,
    grantable: exists(known.decided, facts.role) && canGrant(known.decided, member?.roles ?? [], facts.role),
  }));
  return { items, next: page.next };
}

export const ListRoles = query('ListRoles', people, listRoles);

export const ListRolesController = serve(routes.organization.listRoles, ListRoles);
