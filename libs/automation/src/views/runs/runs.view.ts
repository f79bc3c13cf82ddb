import { personal, reasonOf, rows, shown, view, type ViewEvent, type Writer } from '@annals/views';
import { retentionHandlers, retentionRows } from '../kept-runs';
import { knownBotHandlers, knownBotRows } from '../known-bots';

const triggers = rows({
  key: ['organization_id', 'trigger_id'],
  columns: { organization_id: 'uuid', trigger_id: 'uuid', name: 'text?', bot_id: 'uuid', enabled: 'bool' },
});
/** Also one that is deleted: its runs are called after it still. */
const goesOff = (
  t: { readonly triggers: Writer<typeof triggers> },
  e: ViewEvent<'TriggerDisabled' | 'TriggerAutoPaused' | 'TriggerDeleted'>,
): void => t.triggers.patch([e.organization, e.data.triggerId], { enabled: false });

const askedIn = ({ input, timeLimit, retryOf, trigger }: ViewEvent<'RunRequested' | 'RunRefused'>['data']) => ({
  input: input ?? null,
  time_limit: timeLimit ?? null,
  retry_of: retryOf ?? null,
  trigger_id: trigger?.triggerId ?? null,
  due: trigger?.due ?? null,
});

const askerOf = (e: ViewEvent<'RunRequested' | 'RunRefused'>) => ({
  organization_id: e.organization,
  bot_id: e.data.botId,
  requested_by: e.meta.actor,
  source: e.data.source,
});

const askers = rows({
  key: ['organization_id', 'bot_id', 'requested_by', 'source'],
  columns: { organization_id: 'uuid', bot_id: 'uuid', requested_by: 'text', source: 'text' },
});
const fired = rows({
  key: ['organization_id', 'trigger_id'],
  columns: { organization_id: 'uuid', trigger_id: 'uuid', bot_id: 'uuid' },
});
interface Tables {
  readonly askers: Writer<typeof askers>;
  readonly fired: Writer<typeof fired>;
}

/** What the history can be filtered by is what occurs in it. */
function occurs(t: Tables, e: ViewEvent<'RunRequested' | 'RunRefused'>): void {
  t.askers.put(askerOf(e));
  const triggerId = e.data.trigger?.triggerId;
  if (triggerId !== undefined)
    t.fired.put({ organization_id: e.organization, trigger_id: triggerId, bot_id: e.data.botId });
}

/**
 * B11: every run from any source, refused ones too, and who asked for it. `requested_at` and `sequence` are those of
 * its first event: they never change, so pages stay where they are. People stay here when they leave: what they asked
 * for keeps its name.
 */
export const runs = view({
  name: 'runs',
  version: 18,
  sequence: true,
  tables: {
    runs: rows({
      key: ['organization_id', 'run_id'],
      columns: {
        organization_id: 'uuid',
        run_id: 'uuid',
        bot_id: 'uuid',
        status: 'text',
        source: 'text',
        requested_at: 'instant',
        started_at: 'instant?',
        ended_at: 'instant?',
        code: 'text?',
        error: 'text?',
        requested_by: 'text',
        sequence: 'int8',
        input: 'text?',
        output: 'text?',
        time_limit: 'int8?',
        retry_of: 'uuid?',
        worker: 'text?',
        configuration: 'int8?',
        trigger_id: 'uuid?',
        due: 'instant?',
      },
    }),
    notes: rows({
      key: ['organization_id', 'run_id', 'sequence'],
      columns: { organization_id: 'uuid', run_id: 'uuid', sequence: 'int8', at: 'instant', by: 'text', note: 'text?' },
    }),
    bulk_actions: rows({
      key: ['organization_id', 'bulk_id'],
      columns: {
        organization_id: 'uuid',
        bulk_id: 'uuid',
        sequence: 'int8',
        act: 'text',
        runs: 'int8',
        started_at: 'instant',
        started_by: 'text',
        stopped: 'bool',
        ended_at: 'instant?',
        done: 'int8?',
        refused: 'int8?',
        left: 'int8?',
      },
    }),
    bots: knownBotRows,
    workspaces: rows({
      key: ['organization_id', 'workspace_id'],
      columns: { organization_id: 'uuid', workspace_id: 'uuid', name: 'text?' },
    }),
    askers,
    triggers,
    fired,
    retention: retentionRows,
    people: rows({
      key: ['organization_id', 'user_id'],
      columns: { organization_id: 'uuid', user_id: 'uuid', person_id: 'uuid', alias: personal('person_id') },
    }),
    keys: rows({
      key: ['organization_id', 'key_id'],
      columns: { organization_id: 'uuid', key_id: 'uuid', name: 'text?' },
    }),
    stops: rows({
      key: ['organization_id', 'target_id'],
      columns: {
        organization_id: 'uuid',
        target_id: 'uuid',
        scope: 'text',
        since: 'instant',
        activated_by: 'text',
        reason: 'text?',
        sequence: 'int8',
      },
    }),
  },
  searched: { runs: 'error' },
  indexes: {
    runs: [
      ['organization_id', 'requested_at', 'sequence'],
      ['organization_id', 'bot_id', 'requested_at', 'sequence'],
      ['organization_id', 'status', 'requested_at', 'sequence'],
      ['organization_id', 'requested_by', 'requested_at', 'sequence'],
      ['organization_id', 'source', 'requested_at', 'sequence'],
      { columns: ['organization_id', 'trigger_id', 'requested_at', 'sequence'], known: 'trigger_id' },
      ['organization_id', 'bot_id', 'status', 'requested_at', 'sequence'],
      { columns: ['organization_id', 'retry_of'], known: 'retry_of' },
    ],
  },
  on: {
    ...knownBotHandlers,
    ...retentionHandlers,
    BotRetired: (t, e) => {
      knownBotHandlers.BotRetired(t, e);
      t.stops.remove([e.organization, e.data.botId]);
    },
    TriggerCreated: (t, e) =>
      t.triggers.put({
        organization_id: e.organization,
        trigger_id: e.data.triggerId,
        name: shown(e.text, 'name'),
        bot_id: e.data.botId,
        enabled: true,
      }),
    TriggerEnabled: (t, e) => t.triggers.patch([e.organization, e.data.triggerId], { enabled: true }),
    TriggerDisabled: goesOff,
    TriggerAutoPaused: goesOff,
    TriggerDeleted: goesOff,
    TriggerUpdated: (t, e) => t.triggers.patch([e.organization, e.data.triggerId], { name: shown(e.text, 'name') }),
    MemberAdded: (t, e) =>
      t.people.put({
        organization_id: e.organization,
        user_id: e.data.userId,
        person_id: e.data.personId,
        alias: shown(e.personal, 'alias'),
      }),
    MemberProfileUpdated: (t, e) =>
      t.people.patch([e.organization, e.data.userId], { alias: shown(e.personal, 'alias') }),
    ApiKeyIssued: (t, e) =>
      t.keys.put({ organization_id: e.organization, key_id: e.data.keyId, name: shown(e.text, 'name') }),
    EmergencyStopActivated: (t, e) =>
      t.stops.put({
        organization_id: e.organization,
        target_id: e.data.targetId,
        scope: e.data.scope,
        since: e.at,
        activated_by: e.meta.actor,
        reason: reasonOf(e),
        sequence: e.sequence,
      }),
    EmergencyStopLifted: (t, e) => t.stops.remove([e.organization, e.data.targetId]),
    WorkspaceCreated: (t, e) =>
      t.workspaces.put({
        organization_id: e.organization,
        workspace_id: e.data.workspaceId,
        name: shown(e.text, 'name'),
      }),
    WorkspaceRenamed: (t, e) =>
      t.workspaces.patch([e.organization, e.data.workspaceId], { name: shown(e.text, 'name') }),
    WorkspaceDeleted: (t, e) => {
      retentionHandlers.WorkspaceDeleted(t, e);
      t.stops.remove([e.organization, e.data.workspaceId]);
      t.workspaces.remove([e.organization, e.data.workspaceId]);
    },
    BulkActionStarted: (t, e) =>
      t.bulk_actions.put({
        organization_id: e.organization,
        bulk_id: e.data.bulkId,
        sequence: e.sequence,
        act: e.data.act,
        runs: e.data.runs,
        started_at: e.at,
        started_by: e.meta.actor,
        stopped: false,
      }),
    BulkActionStopped: (t, e) => t.bulk_actions.patch([e.organization, e.data.bulkId], { stopped: true }),
    BulkActionCompleted: (t, e) => {
      const { bulkId, ...counts } = e.data;
      t.bulk_actions.patch([e.organization, bulkId], { ...counts, ended_at: e.at });
    },
    RunRequested: (t, e) => {
      occurs(t, e);
      t.runs.put({
        organization_id: e.organization,
        run_id: e.data.runId,
        bot_id: e.data.botId,
        status: 'requested',
        source: e.data.source,
        requested_at: e.at,
        requested_by: e.meta.actor,
        sequence: e.sequence,
        ...askedIn(e.data),
      });
    },
    RunRefused: (t, e) => {
      const end = { status: 'refused', code: e.data.code, ended_at: e.at };
      if (e.data.stage === 'start') t.runs.patch([e.organization, e.data.runId], end);
      else {
        occurs(t, e);
        t.runs.put({
          organization_id: e.organization,
          run_id: e.data.runId,
          bot_id: e.data.botId,
          source: e.data.source,
          requested_at: e.at,
          requested_by: e.meta.actor,
          sequence: e.sequence,
          ...askedIn(e.data),
          ...end,
        });
      }
    },
    RunStarted: (t, e) =>
      t.runs.patch([e.organization, e.data.runId], {
        status: 'running',
        started_at: e.at,
        worker: shown(e.text, 'worker') ?? null,
        configuration: e.data.configuration ?? null,
      }),
    RunSuspended: (t, e) => t.runs.patch([e.organization, e.data.runId], { status: 'suspended' }),
    RunResumed: (t, e) => t.runs.patch([e.organization, e.data.runId], { status: 'running' }),
    RunAnnotated: (t, e) =>
      t.notes.put({
        organization_id: e.organization,
        run_id: e.data.runId,
        sequence: e.sequence,
        at: e.at,
        by: e.meta.actor,
        note: shown(e.text, 'note'),
      }),
    RunSucceeded: (t, e) =>
      t.runs.patch([e.organization, e.data.runId], {
        status: 'succeeded',
        ended_at: e.at,
        output: e.data.output ?? null,
      }),
    RunFailed: (t, e) =>
      t.runs.patch([e.organization, e.data.runId], { status: 'failed', ended_at: e.at, error: shown(e.text, 'error') }),
    RunLost: (t, e) => t.runs.patch([e.organization, e.data.runId], { status: 'lost', ended_at: e.at }),
    RunStopRequested: (t, e) => t.runs.patch([e.organization, e.data.runId], { status: 'stopping' }),
    RunStopped: (t, e) => t.runs.patch([e.organization, e.data.runId], { status: 'stopped', ended_at: e.at }),
    RunKilled: (t, e) => t.runs.patch([e.organization, e.data.runId], { status: 'killed', ended_at: e.at }),
    RunTimedOut: (t, e) => t.runs.patch([e.organization, e.data.runId], { status: 'timed_out', ended_at: e.at }),
  },
});
