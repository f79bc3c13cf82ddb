import { refused, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { nowFor, query, serve, type QueryContext } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { belongings } from './belongings.view';

type Route = typeof routes.organization.getBelongings;
type OwnRoute = typeof routes.organization.getMyBelongings;

/** Enough to decide by; how many there are is said beside it. */
const SHOWN = 500;
/** What a name reads as once the organization's key is gone. */
const ERASED = '[erased]';

/** What a member owns, and the keys that they issued and that open something now. @throws Refused MEMBER_NOT_FOUND */
async function getBelongings(
  db: ViewDb<typeof belongings>,
  { organizationId, personId }: AskedOf<Route>,
  context: Pick<QueryContext, 'past'>,
): Promise<AnswerOf<Route>> {
  const member = await db
    .selectFrom('members')
    .select('person_id')
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!member) throw refused('MEMBER_NOT_FOUND');
  const bots = db
    .selectFrom('bots')
    .where('bots.organization_id', '=', organizationId)
    .where((row) => row.or([row('bots.owner_id', '=', personId), row('bots.run_as', '=', personId)]));
  const running = bots
    .innerJoin('running', (join) =>
      join.onRef('running.organization_id', '=', 'bots.organization_id').onRef('running.bot_id', '=', 'bots.bot_id'),
    )
    .select(({ fn }) => ['bots.bot_id', fn.countAll().as('n')])
    .groupBy('bots.bot_id');
  const triggers = db
    .selectFrom('triggers')
    .where('organization_id', '=', organizationId)
    .where('owner_id', '=', personId);
  const keys = db
    .selectFrom('keys')
    .where('organization_id', '=', organizationId)
    .where('issued_by', '=', personId)
    .where('expires_at', '>', nowFor(context));
  const [someBots, botsCount, someTriggers, triggersCount, someKeys, keysCount] = [
    await bots.selectAll('bots').orderBy('bots.bot_id').limit(SHOWN).execute(),
    await bots.select(({ fn }) => fn.countAll().as('n')).executeTakeFirstOrThrow(),
    await triggers.selectAll().orderBy('trigger_id').limit(SHOWN).execute(),
    await triggers.select(({ fn }) => fn.countAll().as('n')).executeTakeFirstOrThrow(),
    await keys.selectAll().orderBy('key_id').limit(SHOWN).execute(),
    await keys.select(({ fn }) => fn.countAll().as('n')).executeTakeFirstOrThrow(),
  ];
  const atWork = new Map((await running.execute()).map(({ bot_id: botId, n }) => [botId, Number(n)]));
  return {
    bots: someBots.map(({ bot_id, name, enabled, owner_id, run_as }) => ({
      botId: bot_id,
      name: name ?? ERASED,
      enabled,
      running: atWork.get(bot_id) ?? 0,
      owned: owner_id === personId,
      runsAs: run_as === personId,
    })),
    runningTotal: [...atWork.values()].reduce((sum, n) => sum + n, 0),
    botsTotal: Number(botsCount.n),
    triggers: someTriggers.map(({ trigger_id, name, enabled }) => ({
      triggerId: trigger_id,
      name: name ?? ERASED,
      enabled,
    })),
    triggersTotal: Number(triggersCount.n),
    keys: someKeys.map(({ key_id, name, ends }) => ({ keyId: key_id, name: name ?? ERASED, ends })),
    keysTotal: Number(keysCount.n),
  };
}

/** @throws Refused MEMBER_NOT_FOUND for a key, which is no member */
async function getMyBelongings(
  db: ViewDb<typeof belongings>,
  { organizationId }: AskedOf<OwnRoute>,
  context: QueryContext,
): Promise<AnswerOf<OwnRoute>> {
  const { member } = context;
  if (!member) throw refused('MEMBER_NOT_FOUND');
  return getBelongings(db, { organizationId, personId: member.personId }, context);
}

export const GetBelongings = query('GetBelongings', belongings, getBelongings);

export const GetBelongingsController = serve(routes.organization.getBelongings, GetBelongings);

export const GetMyBelongings = query('GetMyBelongings', belongings, getMyBelongings);

export const GetMyBelongingsController = serve(routes.organization.getMyBelongings, GetMyBelongings);
