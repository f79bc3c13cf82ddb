import { day } from '@annals/kernel';
import { counters, rows, view, type ViewEvent, type Writer } from '@annals/views';
import { retentionHandlers, retentionRows } from '../kept-runs';

const running = rows({
  key: ['organization_id', 'run_id'],
  columns: { organization_id: 'uuid', run_id: 'uuid', bot_id: 'uuid' },
});
const runsByDay = counters({ key: ['organization_id', 'day', 'outcome'], columns: { n: 'int8' } });
/** The same by bot, for who sees some workspaces only: bots move, and their runs with them. */
const botRunsByDay = counters({ key: ['organization_id', 'bot_id', 'day', 'outcome'], columns: { n: 'int8' } });
interface Tables {
  readonly running: Writer<typeof running>;
  readonly runs_by_day: Writer<typeof runsByDay>;
  readonly bot_runs_by_day: Writer<typeof botRunsByDay>;
}
type Ended = ViewEvent<'RunSucceeded' | 'RunFailed' | 'RunLost' | 'RunTimedOut' | 'RunRefused'>;

function count(t: Tables, e: Ended, outcome: string): void {
  t.runs_by_day.increment([e.organization, day(e.at), outcome], { n: 1 });
  t.bot_runs_by_day.increment([e.organization, e.data.botId, day(e.at), outcome], { n: 1 });
}

function end(t: Tables, e: Ended, outcome: string): void {
  t.running.remove([e.organization, e.data.runId]);
  count(t, e, outcome);
}

/**
 * What an organization looks like at a glance: people, bots, and runs by the UTC day on which they ended. Heartbeats
 * are added by the query; `online` is here so that the view moves when a bot comes or goes, and live pages look again.
 */
export const overview = view({
  name: 'overview',
  version: 4,
  tables: {
    members: rows({ key: ['organization_id', 'person_id'], columns: { organization_id: 'uuid', person_id: 'uuid' } }),
    invitations: rows({
      key: ['organization_id', 'invitation_id'],
      columns: { organization_id: 'uuid', invitation_id: 'uuid', expires_at: 'instant' },
    }),
    bots: rows({
      key: ['organization_id', 'bot_id'],
      columns: {
        organization_id: 'uuid',
        bot_id: 'uuid',
        workspace_id: 'uuid',
        enabled: 'bool',
        online: 'bool',
        retired: 'bool',
      },
    }),
    retention: retentionRows,
    running,
    runs_by_day: runsByDay,
    bot_runs_by_day: botRunsByDay,
  },
  on: {
    ...retentionHandlers,
    MemberAdded: (t, e) => t.members.put({ organization_id: e.organization, person_id: e.data.personId }),
    MemberRemoved: (t, e) => t.members.remove([e.organization, e.data.personId]),
    MemberLeft: (t, e) => t.members.remove([e.organization, e.data.personId]),
    MemberInvited: (t, e) =>
      t.invitations.put({
        organization_id: e.organization,
        invitation_id: e.data.invitationId,
        expires_at: e.data.expiresAt,
      }),
    InvitationResent: (t, e) =>
      t.invitations.patch([e.organization, e.data.invitationId], { expires_at: e.data.expiresAt }),
    InvitationRevoked: (t, e) => t.invitations.remove([e.organization, e.data.invitationId]),
    InvitationSuperseded: (t, e) => t.invitations.remove([e.organization, e.data.invitationId]),
    InvitationAccepted: (t, e) => t.invitations.remove([e.organization, e.data.invitationId]),
    BotRegistered: (t, e) =>
      t.bots.put({
        organization_id: e.organization,
        bot_id: e.data.botId,
        workspace_id: e.data.workspaceId,
        enabled: true,
        online: false,
        retired: false,
      }),
    BotMoved: (t, e) => t.bots.patch([e.organization, e.data.botId], { workspace_id: e.data.workspaceId }),
    BotDisabled: (t, e) => t.bots.patch([e.organization, e.data.botId], { enabled: false }),
    BotEnabled: (t, e) => t.bots.patch([e.organization, e.data.botId], { enabled: true }),
    BotRetired: (t, e) => t.bots.patch([e.organization, e.data.botId], { retired: true }),
    BotWentOnline: (t, e) => t.bots.patch([e.organization, e.data.botId], { online: true }),
    BotWentOffline: (t, e) => t.bots.patch([e.organization, e.data.botId], { online: false }),
    RunStarted: (t, e) =>
      t.running.put({ organization_id: e.organization, run_id: e.data.runId, bot_id: e.data.botId }),
    RunSucceeded: (t, e) => end(t, e, 'succeeded'),
    RunFailed: (t, e) => end(t, e, 'failed'),
    RunLost: (t, e) => end(t, e, 'failed'),
    RunTimedOut: (t, e) => end(t, e, 'failed'),
    RunStopped: (t, e) => t.running.remove([e.organization, e.data.runId]),
    RunKilled: (t, e) => t.running.remove([e.organization, e.data.runId]),
    RunRefused: (t, e) => count(t, e, 'refused'),
  },
});
