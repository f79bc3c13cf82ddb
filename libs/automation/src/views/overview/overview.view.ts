import { day } from '@annals/kernel';
import { counters, rows, view } from '@annals/views';

/**
 * What an organization looks like at a glance: people, bots, and runs by the UTC day on which they ended. Heartbeats
 * are added by the query; `online` is here so that the view moves when a bot comes or goes, and live pages look again.
 */
export const overview = view({
  name: 'overview',
  version: 2,
  tables: {
    members: rows({ key: ['organization_id', 'person_id'], columns: { organization_id: 'uuid', person_id: 'uuid' } }),
    invitations: rows({
      key: ['organization_id', 'invitation_id'],
      columns: { organization_id: 'uuid', invitation_id: 'uuid', expires_at: 'instant' },
    }),
    bots: rows({
      key: ['organization_id', 'bot_id'],
      columns: { organization_id: 'uuid', bot_id: 'uuid', workspace_id: 'uuid', enabled: 'bool', online: 'bool' },
    }),
    running: rows({
      key: ['organization_id', 'run_id'],
      columns: { organization_id: 'uuid', run_id: 'uuid', bot_id: 'uuid' },
    }),
    runs_by_day: counters({ key: ['organization_id', 'day', 'outcome'], columns: { n: 'int8' } }),
    /** The same by bot, for who sees some workspaces only: bots move, and their runs with them. */
    bot_runs_by_day: counters({ key: ['organization_id', 'bot_id', 'day', 'outcome'], columns: { n: 'int8' } }),
  },
  on: {
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
      }),
    BotMoved: (t, e) => t.bots.patch([e.organization, e.data.botId], { workspace_id: e.data.workspaceId }),
    BotDisabled: (t, e) => t.bots.patch([e.organization, e.data.botId], { enabled: false }),
    BotEnabled: (t, e) => t.bots.patch([e.organization, e.data.botId], { enabled: true }),
    BotWentOnline: (t, e) => t.bots.patch([e.organization, e.data.botId], { online: true }),
    BotWentOffline: (t, e) => t.bots.patch([e.organization, e.data.botId], { online: false }),
    RunStarted: (t, e) =>
      t.running.put({ organization_id: e.organization, run_id: e.data.runId, bot_id: e.data.botId }),
    RunSucceeded: (t, e) => {
      t.running.remove([e.organization, e.data.runId]);
      t.runs_by_day.increment([e.organization, day(e.at), 'succeeded'], { n: 1 });
      t.bot_runs_by_day.increment([e.organization, e.data.botId, day(e.at), 'succeeded'], { n: 1 });
    },
    RunFailed: (t, e) => {
      t.running.remove([e.organization, e.data.runId]);
      t.runs_by_day.increment([e.organization, day(e.at), 'failed'], { n: 1 });
      t.bot_runs_by_day.increment([e.organization, e.data.botId, day(e.at), 'failed'], { n: 1 });
    },
    RunLost: (t, e) => {
      t.running.remove([e.organization, e.data.runId]);
      t.runs_by_day.increment([e.organization, day(e.at), 'failed'], { n: 1 });
      t.bot_runs_by_day.increment([e.organization, e.data.botId, day(e.at), 'failed'], { n: 1 });
    },
    RunTimedOut: (t, e) => {
      t.running.remove([e.organization, e.data.runId]);
      t.runs_by_day.increment([e.organization, day(e.at), 'failed'], { n: 1 });
      t.bot_runs_by_day.increment([e.organization, e.data.botId, day(e.at), 'failed'], { n: 1 });
    },
    RunStopped: (t, e) => t.running.remove([e.organization, e.data.runId]),
    RunKilled: (t, e) => t.running.remove([e.organization, e.data.runId]),
    RunRefused: (t, e) => {
      t.runs_by_day.increment([e.organization, day(e.at), 'refused'], { n: 1 });
      t.bot_runs_by_day.increment([e.organization, e.data.botId, day(e.at), 'refused'], { n: 1 });
    },
  },
});
