import {
  allowedUnder,
  granted,
  id as uuid,
  isSystemRole,
  MOST_OF_INCIDENT,
  roleName,
  type AnswerOf,
  type OwnRoles,
  type Role,
  type routes,
} from '@annals/contracts';
import { policiesSaid } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { sql } from 'kysely';
import { z } from 'zod';
import type { audit } from '../audit/audit.view';
import { namesThen, keyOf } from '../audit/names';

type Db = ViewDb<typeof audit>;
type Reach = AnswerOf<typeof routes.audit.getIncident>['reach'];

interface Asked {
  readonly organizationId: string;
  readonly kind: string;
  /** Of the person, or the key. */
  readonly id: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

interface Said {
  readonly thing_id: string;
  readonly field: string;
  readonly sequence: number;
  readonly at: string;
  readonly value: { readonly is?: unknown };
}

const Words = z.array(z.string()).catch([]);
const deciding = ['roles', 'permissions', 'status', 'replacedBy', 'adminHasBilling', 'adminMayDelete'];

/** What a person or a key could do: as it was when the time began, and after each change within it. */
export async function reachOf(db: Db, asked: Asked): Promise<Reach> {
  if (!['user', 'key'].includes(asked.kind) || !uuid.safeParse(asked.id).success) return [];
  const sets = await valuesSet(db, asked);
  const moments = [
    ...new Set(sets.filter(({ at }) => asked.from === undefined || at >= asked.from).map((set) => set.sequence)),
  ];
  const before = sets.filter(({ at }) => asked.from !== undefined && at < asked.from);
  const reach: Reach = before.length === 0 ? [] : [await reachAt(db, asked, before, null)];
  for (const sequence of moments.slice(0, MOST_OF_INCIDENT - 1)) {
    const until = sets.filter((set) => set.sequence <= sequence);
    const { at = '' } = until.at(-1) ?? {};
    reach.push(await reachAt(db, asked, until, { sequence, at }));
  }
  const begun = reach.slice(
    Math.max(
      0,
      reach.findIndex(({ permissions }) => permissions.length > 0),
    ),
  );
  return begun.filter((one, index) => index === 0 || !isSame(one, begun[index - 1]));
}

const isSame = (one: Reach[number], other: Reach[number] | undefined) =>
  JSON.stringify({ ...one, since: null }) === JSON.stringify({ ...other, since: null });

/** Everything that ever decided it, in its order: of themselves, of the organization's roles and of two policies. */
async function valuesSet(db: Db, { organizationId, id, to }: Asked): Promise<readonly Said[]> {
  const { rows } = await sql<Said>`
    SELECT v.thing_id, v.field, v.sequence, v.value, e.at FROM "values" AS v
    JOIN entries AS e ON e.organization_id = v.organization_id AND e.sequence = v.sequence
    WHERE v.organization_id = ${organizationId} AND v.field = ANY (${[...deciding, `role ${id}`]}::text[]) AND v.thing_id IN (
      SELECT unnest(${[id, organizationId]}::uuid[]) UNION ALL
      SELECT thing_id FROM names WHERE organization_id = ${organizationId} AND kind IN ('role', 'workspace'))
    AND ${to === undefined ? sql`true` : sql`e.at < ${to}`}
    ORDER BY v.sequence LIMIT 10000`.execute(db);
  return rows;
}

/** By what was said until then: the last word of each counts. */
async function reachAt(
  db: Db,
  asked: Asked,
  sets: readonly Said[],
  since: Reach[number]['since'],
): Promise<Reach[number]> {
  const { organizationId, id } = asked;
  const last = new Map(sets.map((set) => [`${set.thing_id} ${set.field}`, set]));
  const said = (thing: string, field: string) => last.get(`${thing} ${field}`)?.value.is;
  const isActive = ['active', 'valid'].includes(String(said(id, 'status')));
  if (asked.kind === 'key')
    return { since, roles: [], permissions: isActive ? Words.parse(said(id, 'permissions')) : [], workspaces: [] };
  const roles = isActive ? Words.parse(said(id, 'roles')).map((role) => replaced(role, said)) : [];
  const policies = policiesSaid(
    ['adminHasBilling', 'adminMayDelete'].flatMap((name) => {
      const value = said(organizationId, name);
      return value === undefined ? [] : [{ name, value }];
    }),
  );
  const allow: OwnRoles = (role) =>
    isSystemRole(role) ? allowedUnder(policies, role) : Words.parse(said(role, 'permissions'));
  const then = since === null ? Math.max(...sets.map(({ sequence }) => sequence)) + 1 : since.sequence + 1;
  const there = isActive
    ? [...last.values()].filter(({ field, value }) => field === `role ${id}` && typeof value.is === 'string')
    : [];
  const names = await namesThen(
    db,
    organizationId,
    [...roles.filter((role) => !isSystemRole(role)), ...there.map((set) => set.thing_id)].flatMap((each) =>
      uuid.safeParse(each).success ? [{ id: each, then }] : [],
    ),
  );
  const named = (each: string) => names.get(keyOf({ id: each, then }))?.label ?? '[erased]';
  return {
    since,
    roles: roles.map((role) => ({ role, name: roleName(role) ?? named(role) })),
    permissions: [...granted(roles, allow).keys()],
    workspaces: there
      .slice(0, MOST_OF_INCIDENT)
      .map(({ thing_id, value }) => ({ workspaceId: thing_id, name: named(thing_id), role: String(value.is) })),
  };
}

/** A retired role is what replaced it. */
function replaced(role: Role, said: (thing: string, field: string) => unknown): Role {
  const next = said(role, 'status') === 'retired' ? said(role, 'replacedBy') : undefined;
  return typeof next === 'string' && next !== role ? replaced(next, said) : role;
}
