import {
  botDisabled,
  botRegistered,
  calendarChanged,
  calendarDefined,
  calendarRemoved,
  type FleetEvent,
  type RunEvent,
  type SkipReason,
  runFailed,
  runRefused,
  runRequested,
  runStarted,
  triggerAutoPaused,
  triggerDeleted,
  triggerEnabled,
  triggerFiresMissed,
  triggerReassigned,
  triggerUpdated,
  workspaceArchived,
  workspaceRestored,
} from '@annals/contracts';
import { givenLog, happened, someId, someOrganization } from '@annals/views';
import {
  askedSettings,
  botId,
  calendarId,
  created,
  createdWithCalendar,
  triggerId,
  workspaceId,
} from '../../testing/examples';
import { triggersView } from './triggers.view';

const at = (minute: number) => `2026-06-03T10:0${minute}:00.000Z`;
const [runId, other] = [someId('run'), someId('other run')];
const { name: _, cron: __, zone, ...policies } = askedSettings;
const trigger = { triggerId, due: at(0) };
const bot = botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'invoice-reader' });
const run = { runId, botId, workspaceId, source: 'trigger', trigger } as const;
const fire = {
  organization_id: someOrganization,
  fire_id: runId,
  trigger_id: triggerId,
  run_id: runId,
  due: at(0),
  from: null,
  count: 1,
  status: 'requested',
  fate: 'fired',
  open: true,
  code: null,
  error: null,
  fired_at: at(1),
  started_at: null,
  ended_at: null,
  sequence: 1,
};
const skippedOne = { status: 'refused', fate: 'skipped', open: null };
const settings = { schedule: { zone }, ...policies };

describe('B12: the view triggers', () => {
  it('has each as it is set, until it is deleted', () => {
    const made = givenLog(created).viewOf(triggersView).triggers;
    expect(made).toMatchObject([{ name: 'Every hour', cron: '0 * * * *', settings, enabled: true, owner_id: null }]);
    const changed = triggerUpdated(
      { triggerId, from: at(0), ...policies, schedule: { zone: 'UTC', everyMinutes: 5 } },
      { name: 'Often' },
    );
    expect(givenLog(created, changed).viewOf(triggersView).triggers).toMatchObject([
      { name: 'Often', cron: null, settings: { ...policies, schedule: { zone: 'UTC', everyMinutes: 5 } }, from: at(0) },
    ]);
    expect(givenLog(created, triggerDeleted({ triggerId })).viewOf(triggersView).triggers).toEqual([]);
  });

  it('knows whether one is on, paused itself, or was left behind, and what holds it', () => {
    const paused = triggerAutoPaused({ triggerId, failures: 10 });
    expect(givenLog(created, paused).viewOf(triggersView).triggers).toMatchObject([
      { enabled: false, paused_after: 10 },
    ]);
    expect(
      givenLog(created, paused, triggerEnabled({ triggerId, from: at(2) })).viewOf(triggersView).triggers,
    ).toMatchObject([{ enabled: true, paused_after: null, from: at(2) }]);
    expect(givenLog(created, triggerReassigned({ triggerId })).viewOf(triggersView).triggers).toMatchObject([
      { is_left: true },
    ]);
    const archived = workspaceArchived({ workspaceId });
    const held = givenLog(bot, botDisabled({ botId }), archived).viewOf(triggersView);
    expect(held.bots).toMatchObject([{ enabled: false }]);
    expect(held.workspaces).toHaveLength(1);
    expect(givenLog(archived, workspaceRestored({ workspaceId })).viewOf(triggersView).workspaces).toEqual([]);
  });

  it('P14: has calendars as they are, and which a trigger goes by', () => {
    const defined = calendarDefined({ calendarId, weekdays: [7], dates: ['2026-12-25'] }, { name: 'Oslo' });
    const changed = calendarChanged({ calendarId, weekdays: [], dates: [] }, { name: 'Norway' });
    const of = (...more: FleetEvent[]) => givenLog(happened(defined, { at: at(0) }), ...more).viewOf(triggersView);
    expect(of().calendars).toMatchObject([
      { name: 'Oslo', days: { weekdays: [7], dates: ['2026-12-25'] }, changed_at: at(0) },
    ]);
    expect(of(changed).calendars).toMatchObject([{ name: 'Norway', days: { weekdays: [], dates: [] } }]);
    expect(of(calendarRemoved({ calendarId })).calendars).toEqual([]);
    expect(of(createdWithCalendar).triggers).toMatchObject([{ calendar_id: calendarId }]);
    const without = triggerUpdated({ triggerId, from: at(0), ...policies }, { name: 'Often' });
    expect(of(createdWithCalendar, without).triggers).toMatchObject([{ calendar_id: null }]);
  });

  it('B26: has what each due time came to: a run, a refused one, a spell', () => {
    const asked = happened(runRequested(run), { at: at(1) });
    const failed = happened(runFailed({ runId, botId }, { error: 'No' }), { at: at(3) });
    expect(givenLog(asked).viewOf(triggersView).fires).toEqual([fire]);
    expect(
      givenLog(asked, happened(runStarted({ runId, botId }), { at: at(2) }), failed).viewOf(triggersView).fires,
    ).toEqual([{ ...fire, status: 'failed', open: null, started_at: at(2), ended_at: at(3), error: 'No' }]);
    const skipped = runRefused({ ...run, runId: other, code: 'STILL_RUNNING', stage: 'request' });
    expect(givenLog(happened(skipped, { at: at(1) })).viewOf(triggersView).fires).toEqual([
      { ...fire, ...skippedOne, fire_id: other, run_id: other, code: 'STILL_RUNNING', ended_at: at(1) },
    ]);
    const missed = triggerFiresMissed({ triggerId, from: at(2), until: at(4), count: 3, reason: 'MISSED' });
    expect(givenLog(missed).viewOf(triggersView).fires).toMatchObject([
      { run_id: null, from: at(2), due: at(4), count: 3, status: 'missed', fate: 'skipped', code: 'MISSED' },
    ]);
  });

  it('P14: knows what did not launch: refused at its start, or because of who asks or whom it runs as; alone or in a spell', () => {
    const refusedAs = (code: SkipReason, stage: 'request' | 'start') => runRefused({ ...run, code, stage });
    const fate = (...log: (FleetEvent | RunEvent)[]) =>
      givenLog(...log)
        .viewOf(triggersView)
        .fires.map((row) => row.fate);
    expect(fate(runRequested(run), refusedAs('WORKSPACE_ARCHIVED', 'start'))).toEqual(['not_launched']);
    for (const code of ['FORBIDDEN', 'RUN_AS_NOT_MEMBER', 'RUN_AS_MAY_NOT_START'] as const) {
      expect(fate(refusedAs(code, 'request'))).toEqual(['not_launched']);
      const missed = { triggerId, from: at(2), until: at(4), count: 3, reason: code };
      expect(fate(triggerFiresMissed(missed))).toEqual(['not_launched']);
    }
    for (const held of ['BOT_DISABLED', 'OWNER_GONE'] as const)
      expect(fate(refusedAs(held, 'request'))).toEqual(['skipped']);
  });

  it('leaves out runs that no trigger asked for', () =>
    expect(givenLog(runRequested({ runId, botId, workspaceId, source: 'manual' })).viewOf(triggersView).fires).toEqual(
      [],
    ));
});
