import { rows, shown, view, type ViewEvent, type Writer } from '@annals/views';

const running = rows({
  key: ['organization_id', 'run_id'],
  columns: { organization_id: 'uuid', run_id: 'uuid', bot_id: 'uuid' },
});

type RunEnd = ViewEvent<'RunSucceeded' | 'RunFailed' | 'RunLost' | 'RunTimedOut' | 'RunStopped' | 'RunKilled'>;
const ended = (t: { readonly running: Writer<typeof running> }, { organization, data: { runId } }: RunEnd): void =>
  t.running.remove([organization, runId]);

/** What people own in an organization, for the plan of somebody's removal. */
export const belongings = view({
  name: 'belongings',
  version: 6,
  tables: {
    members: rows({ key: ['organization_id', 'person_id'], columns: { organization_id: 'uuid', person_id: 'uuid' } }),
    bots: rows({
      key: ['organization_id', 'bot_id'],
      columns: {
        organization_id: 'uuid',
        bot_id: 'uuid',
        owner_id: 'uuid?',
        run_as: 'uuid?',
        name: 'text?',
        enabled: 'bool',
      },
    }),
    triggers: rows({
      key: ['organization_id', 'trigger_id'],
      columns: { organization_id: 'uuid', trigger_id: 'uuid', owner_id: 'uuid?', name: 'text?', enabled: 'bool' },
    }),
    keys: rows({
      key: ['organization_id', 'key_id'],
      columns: {
        organization_id: 'uuid',
        key_id: 'uuid',
        issued_by: 'uuid',
        name: 'text?',
        ends: 'bool', // with the membership of who issued it
        expires_at: 'instant',
      },
    }),
    /** Runs that have begun and not ended; those that rest are among them. */
    running,
  },
  indexes: {
    bots: [
      ['organization_id', 'owner_id', 'bot_id'],
      ['organization_id', 'run_as', 'bot_id'],
    ],
    keys: [['organization_id', 'issued_by', 'key_id']],
    running: [['organization_id', 'bot_id']],
  },
  on: {
    TriggerCreated: (t, e) =>
      t.triggers.put({
        organization_id: e.organization,
        trigger_id: e.data.triggerId,
        owner_id: e.data.ownedBy?.personId ?? null,
        name: shown(e.text, 'name'),
        enabled: true,
      }),
    TriggerUpdated: (t, e) => t.triggers.patch([e.organization, e.data.triggerId], { name: shown(e.text, 'name') }),
    TriggerEnabled: (t, e) => t.triggers.patch([e.organization, e.data.triggerId], { enabled: true }),
    TriggerDisabled: (t, e) => t.triggers.patch([e.organization, e.data.triggerId], { enabled: false }),
    TriggerAutoPaused: (t, e) => t.triggers.patch([e.organization, e.data.triggerId], { enabled: false }),
    TriggerReassigned: (t, e) =>
      t.triggers.patch([e.organization, e.data.triggerId], { owner_id: e.data.ownedBy?.personId ?? null }),
    TriggerDeleted: (t, e) => t.triggers.remove([e.organization, e.data.triggerId]),
    MemberAdded: (t, e) => t.members.put({ organization_id: e.organization, person_id: e.data.personId }),
    MemberRemoved: (t, e) => t.members.remove([e.organization, e.data.personId]),
    MemberLeft: (t, e) => t.members.remove([e.organization, e.data.personId]),
    BotRegistered: (t, e) =>
      t.bots.put({
        organization_id: e.organization,
        bot_id: e.data.botId,
        owner_id: e.data.ownedBy?.personId ?? null,
        name: shown(e.text, 'name'),
        enabled: true,
      }),
    BotRetired: (t, e) => t.bots.remove([e.organization, e.data.botId]),
    BotRenamed: (t, e) => t.bots.patch([e.organization, e.data.botId], { name: shown(e.text, 'name') }),
    BotReassigned: (t, e) =>
      t.bots.patch([e.organization, e.data.botId], { owner_id: e.data.ownedBy?.personId ?? null }),
    BotRunAsSet: (t, e) => t.bots.patch([e.organization, e.data.botId], { run_as: e.data.runAs?.personId ?? null }),
    BotDisabled: (t, e) => t.bots.patch([e.organization, e.data.botId], { enabled: false }),
    BotEnabled: (t, e) => t.bots.patch([e.organization, e.data.botId], { enabled: true }),
    RunStarted: (t, e) =>
      t.running.put({ organization_id: e.organization, run_id: e.data.runId, bot_id: e.data.botId }),
    RunSucceeded: ended,
    RunFailed: ended,
    RunLost: ended,
    RunTimedOut: ended,
    RunStopped: ended,
    RunKilled: ended,
    ApiKeyIssued: (t, e) =>
      t.keys.put({
        organization_id: e.organization,
        key_id: e.data.keyId,
        issued_by: e.data.issuedBy,
        name: shown(e.text, 'name'),
        ends: e.data.holder.kind === 'person',
        expires_at: e.data.expiresAt,
      }),
    ApiKeyRevoked: (t, e) => t.keys.remove([e.organization, e.data.keyId]),
  },
});
