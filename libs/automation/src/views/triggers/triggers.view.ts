import type { FireFate } from '@annals/contracts';
import { json, rows, shown, view, type ViewEvent, type Writer } from '@annals/views';
import { retentionHandlers, retentionRows } from '../kept-runs';
import { knownBotHandlers, knownBotRows } from '../known-bots';

type Settings = Omit<ViewEvent<'TriggerUpdated'>['data'], 'triggerId' | 'from' | 'calendarId'>;

const fires = rows({
  key: ['organization_id', 'fire_id'],
  columns: {
    organization_id: 'uuid',
    /** Of its run, or of the event that tells of a spell. */
    fire_id: 'uuid',
    trigger_id: 'uuid',
    run_id: 'uuid?',
    due: 'instant',
    from: 'instant?',
    count: 'int8',
    status: 'text',
    /** What it came to: fired, skipped or not launched. */
    fate: 'text',
    /** True while its run goes on. */
    open: 'bool?',
    code: 'text?',
    error: 'text?',
    fired_at: 'instant?',
    started_at: 'instant?',
    ended_at: 'instant?',
    sequence: 'int8',
  },
});
const triggers = rows({
  key: ['organization_id', 'trigger_id'],
  columns: {
    organization_id: 'uuid',
    trigger_id: 'uuid',
    bot_id: 'uuid',
    kind: 'text',
    name: 'text?',
    cron: 'text?',
    settings: json<Settings>(),
    calendar_id: 'uuid?',
    enabled: 'bool',
    paused_after: 'int8?',
    is_left: 'bool',
    owner_id: 'uuid?',
    from: 'instant',
    created_at: 'instant',
    last_run_id: 'uuid?',
    sequence: 'int8',
  },
});

const calendars = rows({
  key: ['organization_id', 'calendar_id'],
  columns: {
    organization_id: 'uuid',
    calendar_id: 'uuid',
    name: 'text?',
    days: json<Pick<ViewEvent<'CalendarDefined'>['data'], 'weekdays' | 'dates'>>(),
    changed_at: 'instant',
    sequence: 'int8',
  },
});

interface Tables {
  readonly calendars: Writer<typeof calendars>;
  readonly fires: Writer<typeof fires>;
  readonly triggers: Writer<typeof triggers>;
}
type Asked = ViewEvent<'RunRequested' | 'RunRefused'>;
type Ended = ViewEvent<'RunSucceeded' | 'RunFailed' | 'RunLost' | 'RunStopped' | 'RunKilled' | 'RunTimedOut'>;

/** It should have begun, and whoever asked, or whom it runs as, may not start it, or too many wait. */
const NOT_LAUNCHED: readonly string[] = ['FORBIDDEN', 'RUN_AS_NOT_MEMBER', 'RUN_AS_MAY_NOT_START', 'QUEUE_FULL'];
const fateBy = (code: string): FireFate => (NOT_LAUNCHED.includes(code) ? 'not_launched' : 'skipped');

interface Decided {
  readonly status: string;
  readonly fate: FireFate;
  readonly open?: boolean;
  readonly code?: string;
  readonly ended_at?: string;
}

/** A due time that was decided on: it became a run, or a refused one. */
function decided(t: Tables, e: Asked, came: Decided): void {
  const { trigger, runId } = e.data;
  if (trigger === undefined) return;
  t.fires.put({
    organization_id: e.organization,
    fire_id: runId,
    trigger_id: trigger.triggerId,
    run_id: runId,
    due: trigger.due ?? e.at,
    count: 1,
    fired_at: e.at,
    sequence: e.sequence,
    ...came,
  });
  t.triggers.patch([e.organization, trigger.triggerId], { last_run_id: runId });
}

const end = (t: Tables, e: Ended, status: string, error: string | null = null): void =>
  t.fires.patch([e.organization, e.data.runId], { status, open: null, ended_at: e.at, error });

const setCalendar = (t: Tables, e: ViewEvent<'CalendarDefined' | 'CalendarChanged'>): void =>
  t.calendars.put({
    organization_id: e.organization,
    calendar_id: e.data.calendarId,
    name: shown(e.text, 'name'),
    days: { weekdays: e.data.weekdays, dates: e.data.dates },
    changed_at: e.at,
    sequence: e.sequence,
  });

const settingsOf = ({ schedule, daysOff, source, overlap, missed, missedAtMost, pauseAfter }: Settings): Settings => ({
  schedule,
  daysOff,
  source,
  overlap,
  missed,
  missedAtMost,
  pauseAfter,
});

/** B12, B26: triggers as they are set, and what each of their due times came to. */
export const triggersView = view({
  name: 'triggers',
  version: 7,
  sequence: true,
  tables: {
    triggers,
    fires,
    calendars,
    bots: knownBotRows,
    retention: retentionRows,
    workspaces: rows({
      key: ['organization_id', 'workspace_id'],
      columns: { organization_id: 'uuid', workspace_id: 'uuid' },
    }),
  },
  indexes: {
    fires: [
      ['organization_id', 'trigger_id', 'due', 'sequence'],
      ['organization_id', 'trigger_id', 'fate', 'due', 'sequence'],
      { columns: ['organization_id', 'trigger_id', 'open'], known: 'open' },
    ],
  },
  on: {
    ...knownBotHandlers,
    ...retentionHandlers,
    /** Archived ones. */
    WorkspaceArchived: (t, e) =>
      t.workspaces.put({ organization_id: e.organization, workspace_id: e.data.workspaceId }),
    WorkspaceRestored: (t, e) => t.workspaces.remove([e.organization, e.data.workspaceId]),
    TriggerCreated: (t, e) =>
      t.triggers.put({
        organization_id: e.organization,
        trigger_id: e.data.triggerId,
        bot_id: e.data.botId,
        kind: e.data.kind,
        name: shown(e.text, 'name'),
        cron: shown(e.text, 'cron') ?? null,
        settings: settingsOf(e.data),
        calendar_id: e.data.calendarId ?? null,
        enabled: true,
        is_left: false,
        owner_id: e.data.ownedBy?.personId ?? null,
        from: e.data.from,
        created_at: e.at,
        sequence: e.sequence,
      }),
    TriggerUpdated: (t, e) =>
      t.triggers.patch([e.organization, e.data.triggerId], {
        name: shown(e.text, 'name'),
        cron: shown(e.text, 'cron') ?? null,
        settings: settingsOf(e.data),
        calendar_id: e.data.calendarId ?? null,
        from: e.data.from,
      }),
    TriggerEnabled: (t, e) =>
      t.triggers.patch([e.organization, e.data.triggerId], { enabled: true, paused_after: null, from: e.data.from }),
    TriggerDisabled: (t, e) =>
      t.triggers.patch([e.organization, e.data.triggerId], { enabled: false, paused_after: null }),
    TriggerAutoPaused: (t, e) =>
      t.triggers.patch([e.organization, e.data.triggerId], { enabled: false, paused_after: e.data.failures }),
    TriggerReassigned: (t, e) =>
      t.triggers.patch([e.organization, e.data.triggerId], {
        owner_id: e.data.ownedBy?.personId ?? null,
        is_left: e.data.ownedBy === undefined,
      }),
    TriggerDeleted: (t, e) => t.triggers.remove([e.organization, e.data.triggerId]),
    CalendarDefined: setCalendar,
    CalendarChanged: setCalendar,
    CalendarRemoved: (t, e) => t.calendars.remove([e.organization, e.data.calendarId]),
    TriggerFiresMissed: (t, e) =>
      t.fires.put({
        organization_id: e.organization,
        fire_id: e.id,
        trigger_id: e.data.triggerId,
        due: e.data.until,
        from: e.data.from,
        count: e.data.count,
        status: 'missed',
        fate: fateBy(e.data.reason),
        code: e.data.reason,
        sequence: e.sequence,
      }),
    RunRequested: (t, e) => decided(t, e, { status: 'requested', fate: 'fired', open: true }),
    RunRefused: (t, e) => {
      const { code, stage, runId } = e.data;
      const refused = { status: 'refused', code, ended_at: e.at };
      if (stage !== 'start') decided(t, e, { ...refused, fate: fateBy(code) });
      else t.fires.patch([e.organization, runId], { ...refused, fate: 'not_launched', open: null });
    },
    RunStarted: (t, e) => t.fires.patch([e.organization, e.data.runId], { status: 'running', started_at: e.at }),
    RunSuspended: (t, e) => t.fires.patch([e.organization, e.data.runId], { status: 'suspended' }),
    RunResumed: (t, e) => t.fires.patch([e.organization, e.data.runId], { status: 'running' }),
    RunSucceeded: (t, e) => end(t, e, 'succeeded'),
    RunFailed: (t, e) => end(t, e, 'failed', shown(e.text, 'error')),
    RunLost: (t, e) => end(t, e, 'lost'),
    RunStopped: (t, e) => end(t, e, 'stopped'),
    RunKilled: (t, e) => end(t, e, 'killed'),
    RunTimedOut: (t, e) => end(t, e, 'timed_out'),
  },
});
