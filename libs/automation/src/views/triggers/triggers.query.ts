import {
  refused,
  routes,
  stateOfTrigger,
  type AskedOf,
  type Trigger as TriggerAnswer,
  type TriggerState,
} from '@annals/contracts';
import { latest, type Instant } from '@annals/kernel';
import { botsWith, mayReadMembers, nowFor, query, type QueryContext, serve } from '@annals/platform';
import { amongBots, pageOfAll, type ViewDb } from '@annals/views';
import type { z } from 'zod';
import { firesOf } from '../../triggers/days-off';
import { triggersView } from './triggers.view';

type Db = ViewDb<typeof triggersView>;
type Trigger = z.output<typeof TriggerAnswer>;

interface Which {
  readonly organizationId: string;
  readonly triggerId?: string;
  readonly botId?: string | undefined;
  readonly context: QueryContext;
}

/** Triggers of an organization, as far as somebody sees into its workspaces. */
async function triggerRows(db: Db, { organizationId, triggerId, botId, context }: Which) {
  const rows = await db
    .selectFrom('triggers')
    .innerJoin('bots', (join) =>
      join.onRef('bots.organization_id', '=', 'triggers.organization_id').onRef('bots.bot_id', '=', 'triggers.bot_id'),
    )
    .leftJoin('workspaces as archived', (join) =>
      join
        .onRef('archived.organization_id', '=', 'triggers.organization_id')
        .onRef('archived.workspace_id', '=', 'bots.workspace_id'),
    )
    .leftJoin('calendars', (join) =>
      join
        .onRef('calendars.organization_id', '=', 'triggers.organization_id')
        .onRef('calendars.calendar_id', '=', 'triggers.calendar_id'),
    )
    .leftJoin('fires as last', (join) =>
      join
        .onRef('last.organization_id', '=', 'triggers.organization_id')
        .onRef('last.fire_id', '=', 'triggers.last_run_id'),
    )
    .selectAll('triggers')
    .select(['bots.name as bot_name', 'bots.workspace_id', 'bots.enabled as bot_enabled'])
    .select(['calendars.name as calendar_name', 'calendars.days as calendar_days'])
    .select(['archived.workspace_id as archived', 'last.status as last_status', 'last.fired_at as last_at'])
    .where('triggers.organization_id', '=', organizationId)
    .where('bots.retired', '=', false)
    .where(amongBots('bots', botsWith(context, 'triggers:read')))
    .$if(triggerId !== undefined, (found) => found.where('triggers.trigger_id', '=', triggerId ?? ''))
    .$if(botId !== undefined, (found) => found.where('triggers.bot_id', '=', botId ?? ''))
    .execute();
  return rows.map((row) => ({ ...row, owner_id: mayReadMembers(context) ? row.owner_id : null }));
}

type Row = Awaited<ReturnType<typeof triggerRows>>[number];

/** Why a trigger that is on does not fire. */
function heldBy({ enabled, bot_enabled, archived, is_left }: Row): string | null {
  if (!enabled) return null;
  if (!bot_enabled) return 'BOT_DISABLED';
  if (archived !== null) return 'WORKSPACE_ARCHIVED';
  return is_left ? 'OWNER_GONE' : null;
}

function nextOf(row: Row, many: number, now: Instant): Instant[] {
  const { calendar_days, cron, from, enabled } = row;
  const { schedule, daysOff } = row.settings;
  if (schedule === undefined || !enabled) return [];
  const off = [daysOff, calendar_days ?? undefined].filter((days) => days !== undefined);
  const fires = firesOf({ ...schedule, cron: cron ?? undefined, from }, { after: latest(from, now), many, off });
  return [...fires.fires];
}

/** @param next when it fires next */
function shownTrigger(row: Row, next: readonly Instant[]): Trigger {
  const { schedule, daysOff, source, overlap, missed, missedAtMost, pauseAfter } = row.settings;
  const last =
    row.last_run_id === null || row.last_at === null ? undefined : { runId: row.last_run_id, at: row.last_at };
  return {
    triggerId: row.trigger_id,
    botId: row.bot_id,
    botName: row.bot_name ?? '[erased]',
    workspaceId: row.workspace_id,
    name: row.name ?? '[erased]',
    kind: row.kind,
    enabled: row.enabled,
    held: heldBy(row),
    pausedAfter: row.paused_after,
    cron: row.cron,
    everyMinutes: schedule?.everyMinutes ?? null,
    zone: schedule?.zone ?? null,
    daysOff: daysOff ?? null,
    calendar: row.calendar_id === null ? null : { calendarId: row.calendar_id, name: row.calendar_name ?? '[erased]' },
    source: source ?? null,
    overlap,
    missed,
    missedAtMost,
    pauseAfter,
    ownerId: row.owner_id,
    createdAt: row.created_at,
    next: [...next],
    last: last ? { ...last, status: row.last_status ?? 'requested' } : null,
    sequence: row.sequence,
  };
}

type ListRequest = AskedOf<typeof routes.automation.listTriggers>;
const urgency: readonly TriggerState[] = ['paused', 'held', 'active', 'off'];
const order = [
  (trigger: Trigger) => String(urgency.indexOf(stateOfTrigger(trigger))),
  ({ name }: Trigger) => name,
  ({ triggerId }: Trigger) => triggerId,
];

function matches(trigger: Trigger, { search = '', kind, state: asked }: ListRequest): boolean {
  const text = search.trim().toLowerCase();
  return (
    (kind === undefined || trigger.kind === kind) &&
    (asked === undefined || stateOfTrigger(trigger) === asked) &&
    `${trigger.name} ${trigger.botName}`.toLowerCase().includes(text)
  );
}

/** All are read for any page: there are so many at most (`triggerLimits`), and their state is in no table. */
export const ListTriggers = query('ListTriggers', triggersView, async (db: Db, asked: ListRequest, context) => {
  const { organizationId, botId } = asked;
  const rows = await triggerRows(db, { organizationId, botId, context });
  const all = rows.map((row) => ({ row, trigger: shownTrigger(row, []) }));
  const counts = { paused: 0, held: 0, active: 0, off: 0 };
  for (const { trigger } of all) counts[stateOfTrigger(trigger)] += 1;
  const found = all.map(({ trigger }) => trigger).filter((trigger) => matches(trigger, asked));
  const page = pageOfAll(found, order, asked);
  const next = new Map(all.map(({ row }) => [row.trigger_id, () => nextOf(row, 1, nowFor(context))]));
  const items = page.rows.map((trigger) => ({ ...trigger, next: next.get(trigger.triggerId)?.() ?? [] }));
  return { items, next: page.next, counts };
});

export const ListTriggersController = serve(routes.automation.listTriggers, ListTriggers);

/** One trigger. @throws Refused TRIGGER_NOT_FOUND */
export const GetTrigger = query(
  'GetTrigger',
  triggersView,
  async (db: Db, asked: AskedOf<typeof routes.automation.getTrigger>, context) => {
    const [row] = await triggerRows(db, { ...asked, context });
    if (!row) throw refused('TRIGGER_NOT_FOUND');
    return shownTrigger(row, nextOf(row, 5, nowFor(context)));
  },
);

export const GetTriggerController = serve(routes.automation.getTrigger, GetTrigger);
