import type { AskedOf, routes } from '@annals/contracts';
import type { Instant } from '@annals/kernel';
import { amongBots, contains, searched, type BotScope } from '@annals/views';
import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely';
import { isKept, keptAt, openStatuses, type Kept } from '../kept-runs';
import type { Db, Tables } from './runs-db';

type Asked = Omit<AskedOf<typeof routes.automation.listRuns>, 'limit' | 'cursor'>;

/** Which runs are asked for, of those that the reader may see: what was said of workspaces is said of bots here. */
export interface Which extends Omit<Asked, 'workspaceId' | 'botId' | 'search'> {
  /** Of these bots only. */
  readonly bots?: readonly string[] | undefined;
  /** A part of an error, or of the name of a bot: then it is one of `named`. */
  readonly text?: string | undefined;
  readonly named: readonly string[];
  readonly kept: Kept;
}

/** Who looks: where they may, and as of when. */
interface Looking {
  readonly scope: BotScope;
  readonly now: Instant;
}

/** What was asked for, with the bots that it is about: there are few of them, so they are found first. */
export async function whichRuns(db: Db, asked: Asked, { scope, now }: Looking): Promise<Which> {
  const { workspaceId, botId, search, ...others } = asked;
  const text = search?.trim() === '' ? undefined : search?.trim();
  const narrow = scope !== 'all' || workspaceId !== undefined;
  const there = narrow ? await botsThere(db, asked, scope) : botId === undefined ? undefined : [botId];
  const bots = await botsAsked(db, asked, asked.triggerId === undefined ? there : await botFired(db, asked, there));
  const named = text === undefined ? [] : ((await botsAsked(db, asked, await botsCalled(db, asked, text))) ?? []);
  return { ...others, bots, text, named, kept: await keptAt(db, asked.organizationId, now) };
}

const idsOf = (rows: readonly { readonly bot_id: string }[]) => rows.map((row) => row.bot_id);

/** The bots whose runs the reader may see, in the workspace that is asked for. */
async function botsThere(db: Db, { organizationId, workspaceId, botId }: Asked, scope: BotScope) {
  const found = await db
    .selectFrom('bots')
    .select('bot_id')
    .where('organization_id', '=', organizationId)
    .where(amongBots('bots', scope))
    .$if(workspaceId !== undefined, (one) => one.where('workspace_id', '=', workspaceId ?? ''))
    .$if(botId !== undefined, (one) => one.where('bot_id', '=', botId ?? ''))
    .execute();
  return idsOf(found);
}

/** A trigger fires one bot, always the same. */
async function botFired(db: Db, { organizationId, triggerId }: Asked, there: readonly string[] | undefined) {
  const found = await db
    .selectFrom('fired')
    .select('bot_id')
    .where('organization_id', '=', organizationId)
    .where('trigger_id', '=', triggerId ?? '')
    .execute();
  return idsOf(found).filter((bot) => there === undefined || there.includes(bot));
}

/** Of these, those that were ever asked so; of all it is enough that there is one. */
async function botsAsked(db: Db, { organizationId, actor, source }: Asked, there: readonly string[] | undefined) {
  const asked = Object.entries({ requested_by: actor, source }).filter(([, value]) => value !== undefined);
  if (asked.length < (there === undefined ? 2 : 1)) return there;
  const found = await db
    .selectFrom('bots')
    .select('bot_id')
    .where('organization_id', '=', organizationId)
    .$if(there !== undefined, (all) => all.where(oneOf('bots.bot_id', there ?? [])))
    .where((row) =>
      row.exists(
        row
          .selectFrom('askers')
          .select('askers.bot_id')
          .where('askers.organization_id', '=', organizationId)
          .whereRef('askers.bot_id', '=', 'bots.bot_id')
          .where((each) => each.and(Object.fromEntries(asked))),
      ),
    )
    .$if(there === undefined, (all) => all.limit(1))
    .execute();
  return there === undefined && found.length > 0 ? undefined : idsOf(found);
}

async function botsCalled(db: Db, { organizationId }: Asked, text: string) {
  const found = await db
    .selectFrom('bots')
    .select('bot_id')
    .where('organization_id', '=', organizationId)
    .where((row) => contains(row, ['name'], text))
    .execute();
  return idsOf(found);
}

const oneOf = (column: string, ids: readonly string[]) => sql<SqlBool>`${sql.ref(column)} = ANY (${[...ids]}::uuid[])`;

/**
 * The same in two, where something is hidden: what was asked for lately is a stretch of any index by time, and what was
 * asked for before and goes on is little. As one condition neither would be found without a walk through all that is
 * hidden.
 */
export function partsOf(which: Which): readonly [recent: Which, old?: Which] {
  if (which.kept.hidden.length === 0) return [which];
  const recent: Which = { ...which, kept: { ...which.kept, only: 'recent' } };
  if (which.status !== undefined && !openStatuses.includes(which.status)) return [recent];
  return [recent, { ...which, kept: { ...which.kept, only: 'old' } }];
}

/** The table, where a text is looked for with the index of its letters. */
export const searchedRuns = (db: Db, { text }: Pick<Which, 'text'>) =>
  text === undefined ? searched(db).selectFrom('runs') : searched(db).selectFrom('runs_searched as runs');

/** The condition of it. */
export function matching(row: ExpressionBuilder<Tables, 'runs'>, which: Which): Expression<SqlBool> {
  const { bots, text, named } = which;
  const all: Expression<SqlBool>[] = [row('runs.organization_id', '=', which.organizationId)];
  if (bots !== undefined) all.push(oneOf('runs.bot_id', bots));
  if (which.actor !== undefined) all.push(row('runs.requested_by', '=', which.actor));
  if (which.status !== undefined) all.push(row('runs.status', '=', which.status));
  if (which.triggerId !== undefined) all.push(row('runs.trigger_id', '=', which.triggerId));
  if (which.source !== undefined) all.push(row('runs.source', '=', which.source));
  if (which.from !== undefined) all.push(row('runs.requested_at', '>=', which.from));
  if (which.to !== undefined) all.push(row('runs.requested_at', '<', which.to));
  all.push(isKept(which.kept));
  if (text !== undefined) {
    const said = contains(row, ['runs.error'], text);
    all.push(named.length === 0 ? said : row.or([said, oneOf('runs.bot_id', named)]));
  }
  return row.and(all);
}
