import { atOnce } from '@annals/contracts';
import { counters, reasonOf, rows, shown, view, type ViewEvent, type Writer } from '@annals/views';

const running = rows({
  key: ['organization_id', 'run_id'],
  columns: { organization_id: 'uuid', run_id: 'uuid', bot_id: 'uuid', started_at: 'instant' },
});
const totals = counters({ key: ['organization_id', 'bot_id'], columns: { runs: 'int8', failed: 'int8' } });
interface Tables {
  readonly running: Writer<typeof running>;
  readonly totals: Writer<typeof totals>;
}

function wentWrong(t: Tables, e: ViewEvent<'RunFailed' | 'RunLost' | 'RunTimedOut'>): void {
  t.running.remove([e.organization, e.data.runId]);
  t.totals.increment([e.organization, e.data.botId], { failed: 1 });
}

/**
 * Every bot of an organization, what it is running now, and how many of its runs went wrong. Heartbeats are added by
 * the query; `online` is here so that the view moves when a bot comes or goes, and live pages look again.
 */
export const bots = view({
  name: 'bots',
  version: 9,
  sequence: true,
  tables: {
    bots: rows({
      key: ['organization_id', 'bot_id'],
      columns: {
        organization_id: 'uuid',
        bot_id: 'uuid',
        workspace_id: 'uuid',
        name: 'text?',
        kind: 'text',
        enabled: 'bool',
        at_once: 'int8',
        owner_id: 'uuid?',
        run_as: 'uuid?',
        copied_from: 'uuid?',
        online: 'bool',
        registered_at: 'instant',
        disabled_at: 'instant?',
        disabled_reason: 'text?',
        disabled_sequence: 'int8?',
        description: 'text?',
        locked_at: 'instant?',
        locked_reason: 'text?',
        locked_sequence: 'int8?',
      },
    }),
    running,
    totals,
  },
  on: {
    BotRegistered: (t, e) =>
      t.bots.put({
        organization_id: e.organization,
        bot_id: e.data.botId,
        workspace_id: e.data.workspaceId,
        name: shown(e.text, 'name'),
        kind: e.data.kind,
        enabled: true,
        at_once: atOnce.usual,
        owner_id: e.data.ownedBy?.personId ?? null,
        copied_from: e.data.copiedFrom?.botId ?? null,
        online: false,
        registered_at: e.at,
      }),
    BotMoved: (t, e) => t.bots.patch([e.organization, e.data.botId], { workspace_id: e.data.workspaceId }),
    BotDisabled: (t, e) =>
      t.bots.patch([e.organization, e.data.botId], {
        enabled: false,
        disabled_at: e.at,
        disabled_reason: reasonOf(e),
        disabled_sequence: e.sequence,
      }),
    BotEnabled: (t, e) =>
      t.bots.patch([e.organization, e.data.botId], {
        enabled: true,
        disabled_at: null,
        disabled_reason: null,
        disabled_sequence: null,
      }),
    BotRetired: (t, e) => t.bots.remove([e.organization, e.data.botId]),
    BotRenamed: (t, e) => t.bots.patch([e.organization, e.data.botId], { name: shown(e.text, 'name') }),
    BotDescribed: (t, e) =>
      t.bots.patch([e.organization, e.data.botId], { description: shown(e.text, 'description') ?? null }),
    BotLocked: (t, e) =>
      t.bots.patch([e.organization, e.data.botId], {
        locked_at: e.at,
        locked_reason: reasonOf(e),
        locked_sequence: e.sequence,
      }),
    BotUnlocked: (t, e) =>
      t.bots.patch([e.organization, e.data.botId], { locked_at: null, locked_reason: null, locked_sequence: null }),
    BotConcurrencySet: (t, e) => t.bots.patch([e.organization, e.data.botId], { at_once: e.data.atOnce }),
    BotReassigned: (t, e) =>
      t.bots.patch([e.organization, e.data.botId], { owner_id: e.data.ownedBy?.personId ?? null }),
    BotRunAsSet: (t, e) => t.bots.patch([e.organization, e.data.botId], { run_as: e.data.runAs?.personId ?? null }),
    BotWentOnline: (t, e) => t.bots.patch([e.organization, e.data.botId], { online: true }),
    BotWentOffline: (t, e) => t.bots.patch([e.organization, e.data.botId], { online: false }),
    RunStarted: (t, e) => {
      t.running.put({ organization_id: e.organization, run_id: e.data.runId, bot_id: e.data.botId, started_at: e.at });
      t.totals.increment([e.organization, e.data.botId], { runs: 1 });
    },
    RunSucceeded: (t, e) => t.running.remove([e.organization, e.data.runId]),
    RunFailed: wentWrong,
    RunLost: wentWrong,
    RunTimedOut: wentWrong,
    RunStopped: (t, e) => t.running.remove([e.organization, e.data.runId]),
    RunKilled: (t, e) => t.running.remove([e.organization, e.data.runId]),
  },
});
