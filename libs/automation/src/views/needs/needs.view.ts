import { needWhen } from '@annals/contracts';
import { fromMilliseconds, latest, millisecondsBetween, plus, type Instant } from '@annals/kernel';
import { personal, rows, shown, view, type ViewEvent, type Writer } from '@annals/views';
import { knownBotHandlers, knownBotRows } from '../known-bots';

const ofRun = {
  key: ['organization_id', 'run_id'],
  columns: { organization_id: 'uuid', run_id: 'uuid', bot_id: 'uuid', since: 'instant' },
} as const;
/** Runs that wait for their bot, and those that it is at: none stays. */
const waiting = rows(ofRun);
const working = rows(ofRun);
/** Bots that ever failed: only these are judged by their runs. */
const faults = rows({ key: ['organization_id', 'bot_id'], columns: { organization_id: 'uuid', bot_id: 'uuid' } });
interface Tables {
  readonly waiting: Writer<typeof waiting>;
  readonly working: Writer<typeof working>;
  readonly faults: Writer<typeof faults>;
}
type Ended = 'RunSucceeded' | 'RunFailed' | 'RunLost' | 'RunTimedOut' | 'RunStopped' | 'RunKilled' | 'RunRefused';
type Bad = 'RunFailed' | 'RunLost' | 'RunTimedOut';

const rowOf = ({ organization, at, data: { runId, botId } }: ViewEvent<'RunRequested' | 'RunStarted'>) => ({
  organization_id: organization,
  run_id: runId,
  bot_id: botId,
  since: at,
});

function ends(t: Tables, e: ViewEvent<Ended>): void {
  t.waiting.remove([e.organization, e.data.runId]);
  t.working.remove([e.organization, e.data.runId]);
}

function endsBadly(t: Tables, e: ViewEvent<Bad>): void {
  ends(t, e);
  t.faults.put({ organization_id: e.organization, bot_id: e.data.botId });
}

/** A key that was made for a few days does not need anybody on the first of them. */
const endsSoonFrom = (issuedAt: Instant, expiresAt: Instant): Instant =>
  latest(
    plus(expiresAt, { days: -needWhen.key_ending.beforeDays }),
    fromMilliseconds(Date.parse(issuedAt) + millisecondsBetween(issuedAt, expiresAt) / 2),
  );

const accessRequests = rows({
  key: ['organization_id', 'access_request_id'],
  columns: {
    organization_id: 'uuid',
    access_request_id: 'uuid',
    bot_id: 'uuid',
    asked_at: 'instant',
    expires_at: 'instant',
  },
});
type Answered = 'AppAccessApproved' | 'AppAccessDenied' | 'AppAccessWithdrawn' | 'AppAccessExpired';
const answered = (t: { readonly access_requests: Writer<typeof accessRequests> }, e: ViewEvent<Answered>): void =>
  t.access_requests.remove([e.organization, e.data.accessRequestId]);

/**
 * D1: each thing that can need somebody, of every context, and what it may need them for. It holds what is open, not
 * what has been: it does not grow with runs. By which runs a bot
 * is judged, and which were refused, the view `runs` knows; who was heard of, the vault.
 */
export const needs = view({
  name: 'needs',
  version: 4,
  tables: {
    bots: knownBotRows,
    /** Archived ones. */
    archived: rows({
      key: ['organization_id', 'workspace_id'],
      columns: { organization_id: 'uuid', workspace_id: 'uuid' },
    }),
    faults,
    waiting,
    working,
    triggers: rows({
      key: ['organization_id', 'trigger_id'],
      columns: {
        organization_id: 'uuid',
        trigger_id: 'uuid',
        bot_id: 'uuid',
        name: 'text?',
        enabled: 'bool',
        is_left: 'bool',
        paused_after: 'int8?',
        paused_at: 'instant?',
      },
    }),
    keys: rows({
      key: ['organization_id', 'key_id'],
      columns: {
        organization_id: 'uuid',
        key_id: 'uuid',
        bot_id: 'uuid?',
        name: 'text?',
        ends_soon_from: 'instant',
        expires_at: 'instant',
      },
    }),
    /** Open ones; whether they expired says the clock. */
    invitations: rows({
      key: ['organization_id', 'invitation_id'],
      columns: {
        organization_id: 'uuid',
        invitation_id: 'uuid',
        person_id: 'uuid',
        expires_at: 'instant',
        email: personal('person_id'),
      },
    }),
    join_requests: rows({
      key: ['organization_id', 'request_id'],
      columns: { organization_id: 'uuid', request_id: 'uuid', asked_at: 'instant', expires_at: 'instant' },
    }),
    access_requests: accessRequests,
  },
  indexes: { waiting: [['organization_id', 'bot_id', 'since']], working: [['organization_id', 'bot_id']] },
  on: {
    ...knownBotHandlers,
    BotRetired: (t, e) => t.bots.remove([e.organization, e.data.botId]),
    WorkspaceArchived: (t, e) => t.archived.put({ organization_id: e.organization, workspace_id: e.data.workspaceId }),
    WorkspaceRestored: (t, e) => t.archived.remove([e.organization, e.data.workspaceId]),
    RunRequested: (t, e) => t.waiting.put(rowOf(e)),
    RunRefused: ends,
    RunStarted: (t, e) => {
      t.waiting.remove([e.organization, e.data.runId]);
      t.working.put(rowOf(e));
    },
    RunSucceeded: ends,
    RunFailed: endsBadly,
    RunLost: endsBadly,
    RunTimedOut: endsBadly,
    RunStopped: ends,
    RunKilled: ends,
    TriggerCreated: (t, e) =>
      t.triggers.put({
        organization_id: e.organization,
        trigger_id: e.data.triggerId,
        bot_id: e.data.botId,
        name: shown(e.text, 'name'),
        enabled: true,
        is_left: false,
      }),
    TriggerUpdated: (t, e) => t.triggers.patch([e.organization, e.data.triggerId], { name: shown(e.text, 'name') }),
    TriggerEnabled: (t, e) =>
      t.triggers.patch([e.organization, e.data.triggerId], { enabled: true, paused_after: null, paused_at: null }),
    TriggerDisabled: (t, e) =>
      t.triggers.patch([e.organization, e.data.triggerId], { enabled: false, paused_after: null, paused_at: null }),
    TriggerAutoPaused: (t, e) =>
      t.triggers.patch([e.organization, e.data.triggerId], {
        enabled: false,
        paused_after: e.data.failures,
        paused_at: e.at,
      }),
    TriggerReassigned: (t, e) =>
      t.triggers.patch([e.organization, e.data.triggerId], { is_left: e.data.ownedBy === undefined }),
    TriggerDeleted: (t, e) => t.triggers.remove([e.organization, e.data.triggerId]),
    ApiKeyIssued: (t, e) =>
      t.keys.put({
        organization_id: e.organization,
        key_id: e.data.keyId,
        bot_id: e.data.holder.kind === 'bot' ? e.data.holder.id : null,
        name: shown(e.text, 'name'),
        ends_soon_from: endsSoonFrom(e.at, e.data.expiresAt),
        expires_at: e.data.expiresAt,
      }),
    ApiKeyRevoked: (t, e) => t.keys.remove([e.organization, e.data.keyId]),
    MemberInvited: (t, e) =>
      t.invitations.put({
        organization_id: e.organization,
        invitation_id: e.data.invitationId,
        person_id: e.data.personId,
        expires_at: e.data.expiresAt,
        email: shown(e.personal, 'email'),
      }),
    InvitationResent: (t, e) =>
      t.invitations.patch([e.organization, e.data.invitationId], { expires_at: e.data.expiresAt }),
    InvitationRevoked: (t, e) => t.invitations.remove([e.organization, e.data.invitationId]),
    InvitationSuperseded: (t, e) => t.invitations.remove([e.organization, e.data.invitationId]),
    InvitationDeclined: (t, e) => t.invitations.remove([e.organization, e.data.invitationId]),
    InvitationAccepted: (t, e) => t.invitations.remove([e.organization, e.data.invitationId]),
    JoinRequested: (t, e) =>
      t.join_requests.put({
        organization_id: e.organization,
        request_id: e.data.requestId,
        asked_at: e.at,
        expires_at: e.data.expiresAt,
      }),
    JoinRequestApproved: (t, e) => t.join_requests.remove([e.organization, e.data.requestId]),
    JoinRequestDenied: (t, e) => t.join_requests.remove([e.organization, e.data.requestId]),
    JoinRequestWithdrawn: (t, e) => t.join_requests.remove([e.organization, e.data.requestId]),
    JoinRequestExpired: (t, e) => t.join_requests.remove([e.organization, e.data.requestId]),
    AppAccessRequested: (t, e) =>
      t.access_requests.put({
        organization_id: e.organization,
        access_request_id: e.data.accessRequestId,
        bot_id: e.data.botId,
        asked_at: e.at,
        expires_at: e.data.expiresAt,
      }),
    AppAccessApproved: answered,
    AppAccessDenied: answered,
    AppAccessWithdrawn: answered,
    AppAccessExpired: answered,
  },
});
