import {
  id as uuid,
  MOST_DONE,
  MOST_OF_INCIDENT,
  refused,
  routes,
  type AnswerOf,
  type AskedOf,
} from '@annals/contracts';
import { parseActor } from '@annals/kernel';
import { mayReadEmail, query, serve, type QueryContext } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { sql } from 'kysely';
import { audit } from '../audit/audit.view';
import { actorOf, actorThing, deniedTypes } from '../audit/entry';
import { labelsOf } from '../audit/labels';
import { NOW } from '../audit/names';
import { occurringTypes } from '../audit/which-entries';
import { reachOf } from './reach';

type Db = ViewDb<typeof audit>;
type Route = typeof routes.audit.getIncident;
type Asked = AskedOf<Route>;
type Incident = AnswerOf<Route>;

/** E18: what somebody did within some time, was denied, and could have done; of who asks where nobody is named. */
async function getIncident(db: Db, asked: Asked, context: QueryContext): Promise<Incident> {
  const { organizationId, session, from, to } = asked;
  const actor =
    asked.actor ?? (session === undefined ? context.principal?.actor : await whose(db, organizationId, session));
  if (actor === undefined) throw refused('INCIDENT_NOT_FOUND');
  const things = actorThing(actor, NOW);
  const labels = await labelsOf(db, { organizationId, mayReadEmail: mayReadEmail(context), things });
  const did = await counted(db, { organizationId, actor, session, from, to });
  const { kind, id } = parseActor(actor);
  const personId = kind === 'user' && uuid.safeParse(id).success ? await personOf(db, organizationId, id) : undefined;
  const status = await statusOf(db, organizationId, personId ?? id);
  return {
    actor: actorOf(actor, NOW, labels),
    session: session ?? null,
    person: personId === undefined ? null : { personId, status },
    key: kind === 'key' ? { keyId: id, status } : null,
    did: did.filter(({ type }) => !deniedTypes.includes(type)),
    denied: did.filter(({ type }) => deniedTypes.includes(type)).reduce((sum, { entries }) => sum + entries, 0),
    reach: await reachOf(db, { organizationId, kind, id: personId ?? id, from, to }),
  };
}

/** Who acted in a session: one acts for nobody else. */
async function whose(db: Db, organizationId: string, session: string): Promise<string | undefined> {
  const first = await db
    .selectFrom('entries')
    .select('actor')
    .where('organization_id', '=', organizationId)
    .where('session', '=', session)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  return first?.actor;
}

async function personOf(db: Db, organizationId: string, userId: string): Promise<string | undefined> {
  const last = await db
    .selectFrom('aliases')
    .select('person_id')
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.person_id;
}

/** What became of them by now. */
async function statusOf(db: Db, organizationId: string, thing: string): Promise<string> {
  if (!uuid.safeParse(thing).success) return 'unknown';
  const last = await db
    .selectFrom('values')
    .select('value')
    .where('organization_id', '=', organizationId)
    .where('thing_id', '=', thing)
    .where('field', '=', 'status')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return typeof last?.value.is === 'string' ? last.value.is : 'unknown';
}

interface Done {
  readonly organizationId: string;
  readonly actor: string;
  readonly session: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** How often it did what, by the index of its types, as far as `MOST_DONE` each. */
async function counted(db: Db, { organizationId, actor, session, from, to }: Done): Promise<Incident['did']> {
  const types = (await occurringTypes(db, organizationId, actor)).slice(0, MOST_OF_INCIDENT);
  const which = sql.join(
    [
      sql`organization_id = ${organizationId} AND actor = ${actor} AND type = kind.type`,
      ...(session === undefined ? [] : [sql`session = ${session}`]),
      ...(from === undefined ? [] : [sql`at >= ${from}`]),
      ...(to === undefined ? [] : [sql`at < ${to}`]),
    ],
    sql` AND `,
  );
  const { rows } = await sql<{ type: string; n: number }>`
    SELECT kind.type, one.n FROM unnest(${types.map(({ type }) => type)}::text[]) AS kind (type)
    CROSS JOIN LATERAL (SELECT count(*) AS n FROM (SELECT 1 FROM entries WHERE ${which} LIMIT ${MOST_DONE}) AS few) AS one
    WHERE one.n > 0 ORDER BY one.n DESC, kind.type`.execute(db);
  const areas = new Map(types.map(({ type, area }) => [type, area]));
  return rows.map(({ type, n }) => ({ type, area: areas.get(type) ?? '', entries: Number(n) }));
}

export const GetIncident = query('GetIncident', audit, getIncident);

export const GetIncidentController = serve(routes.audit.getIncident, GetIncident);
