import { counters, personal, rows, shown, view, type ViewEvent, type Writer } from '@annals/views';
import { retentionHandlers, retentionRows } from '../kept-runs';
import { knownBotHandlers, knownBotRows } from '../known-bots';
import {
  entryRows,
  happens,
  kindRows,
  runBecomes,
  runBegins,
  subjectRows,
  toBot,
  toTrigger,
  type EntryTables,
} from './entries';

const things = rows({
  key: ['organization_id', 'thing_id'],
  columns: { organization_id: 'uuid', thing_id: 'uuid', label: 'text?' },
});
interface Tables extends EntryTables {
  readonly things: Writer<typeof things>;
}

type Named = 'TriggerCreated' | 'TriggerUpdated' | 'ApiKeyIssued' | 'WorkspaceCreated' | 'WorkspaceRenamed';

/** What something is called from here on. */
const called = (t: Tables, e: ViewEvent<Named>, thing_id: string): void =>
  t.things.put({ organization_id: e.organization, thing_id, label: shown(e.text, 'name') });

const emergency = (t: Tables, e: ViewEvent<'EmergencyStopActivated' | 'EmergencyStopLifted'>): void => {
  if (e.data.scope === 'bot') happens(t, e, { kind: 'state', subject: e.data.targetId });
};

/**
 * B27: what happened to each bot, and the versions of its configuration. Entries hang on what they are about; what
 * belongs to a bot says so once, so that no handler has to know whose a key or a trigger is.
 */
export const timeline = view({
  name: 'timeline',
  version: 6,
  sequence: true,
  tables: {
    entries: entryRows,
    subjects: subjectRows,
    kinds: kindRows,
    things,
    bots: knownBotRows,
    retention: retentionRows,
    in_use: rows({
      key: ['organization_id', 'bot_id'],
      columns: { organization_id: 'uuid', bot_id: 'uuid', version: 'int8' },
    }),
    versions: rows({
      key: ['organization_id', 'bot_id', 'version'],
      columns: {
        organization_id: 'uuid',
        bot_id: 'uuid',
        version: 'int8',
        published_at: 'instant',
        published_by: 'text',
        note: 'text?',
        bytes: 'int8',
        configuration: 'text?',
        sequence: 'int8',
      },
    }),
    begun: counters({ key: ['organization_id', 'bot_id', 'version'], columns: { runs: 'int8' } }),
    people: rows({
      key: ['organization_id', 'person_id'],
      columns: { organization_id: 'uuid', person_id: 'uuid', user_id: 'uuid', alias: personal('person_id') },
    }),
  },
  indexes: {
    entries: [
      ['organization_id', 'subject_id', 'sequence'],
      ['organization_id', 'subject_id', 'kind', 'sequence'],
      ['organization_id', 'subject_id', 'configuration', 'sequence'],
    ],
    people: [['organization_id', 'user_id']],
  },
  on: {
    ...knownBotHandlers,
    ...retentionHandlers,
    MemberAdded: (t, e) =>
      t.people.put({
        organization_id: e.organization,
        person_id: e.data.personId,
        user_id: e.data.userId,
        alias: shown(e.personal, 'alias'),
      }),
    MemberProfileUpdated: (t, e) =>
      t.people.patch([e.organization, e.data.personId], { alias: shown(e.personal, 'alias') }),
    WorkspaceCreated: (t, e) => called(t, e, e.data.workspaceId),
    WorkspaceRenamed: (t, e) => called(t, e, e.data.workspaceId),
    BotRegistered: (t, e) => {
      knownBotHandlers.BotRegistered(t, e);
      const { botId } = e.data;
      t.subjects.put({ organization_id: e.organization, bot_id: botId, subject_id: botId, area: 'bot' });
      toBot('change')(t, e);
    },
    BotRenamed: (t, e) => {
      knownBotHandlers.BotRenamed(t, e);
      happens(t, e, { kind: 'change', subject: e.data.botId, name: shown(e.text, 'name') });
    },
    BotMoved: (t, e) => {
      knownBotHandlers.BotMoved(t, e);
      toBot('change')(t, e);
    },
    BotDescribed: toBot('change'),
    BotReassigned: toBot('change'),
    BotConcurrencySet: toBot('change'),
    BotRunAsSet: toBot('change'),
    AppShared: toBot('access'),
    AppGrantRevoked: toBot('access'),
    AppGrantExpired: toBot('access'),
    ShareLinkMade: toBot('access'),
    ShareLinkRevoked: toBot('access'),
    ShareLinkExpired: toBot('access'),
    AppAccessRequested: toBot('access'),
    AppAccessApproved: toBot('access'),
    AppAccessDenied: toBot('access'),
    AppAccessWithdrawn: toBot('access'),
    AppAccessExpired: toBot('access'),
    BotDisabled: (t, e) => {
      knownBotHandlers.BotDisabled(t, e);
      toBot('state')(t, e);
    },
    BotEnabled: (t, e) => {
      knownBotHandlers.BotEnabled(t, e);
      toBot('state')(t, e);
    },
    BotRetired: (t, e) => {
      knownBotHandlers.BotRetired(t, e);
      toBot('state')(t, e);
    },
    BotLocked: toBot('state'),
    BotUnlocked: toBot('state'),
    EmergencyStopActivated: emergency,
    EmergencyStopLifted: emergency,
    BotWentOnline: toBot('presence'),
    BotWentOffline: toBot('presence'),
    BotVersionPublished: (t, e) => {
      const { botId, version, bytes } = e.data;
      toBot('version')(t, e);
      t.in_use.put({ organization_id: e.organization, bot_id: botId, version });
      t.versions.put({
        organization_id: e.organization,
        bot_id: botId,
        version,
        published_at: e.at,
        published_by: e.meta.actor,
        note: shown(e.text, 'note') ?? null,
        bytes,
        configuration: shown(e.text, 'configuration'),
        sequence: e.sequence,
      });
    },
    BotVersionRolledBack: (t, e) => {
      toBot('version')(t, e);
      t.in_use.put({ organization_id: e.organization, bot_id: e.data.botId, version: e.data.to });
    },
    TriggerCreated: (t, e) => {
      const { botId, triggerId } = e.data;
      t.subjects.put({ organization_id: e.organization, bot_id: botId, subject_id: triggerId, area: 'trigger' });
      called(t, e, triggerId);
      toTrigger(t, e);
    },
    TriggerUpdated: (t, e) => {
      called(t, e, e.data.triggerId);
      toTrigger(t, e);
    },
    TriggerEnabled: toTrigger,
    TriggerDisabled: toTrigger,
    TriggerAutoPaused: toTrigger,
    TriggerSecretRotated: toTrigger,
    TriggerReassigned: toTrigger,
    TriggerDeleted: toTrigger,
    TriggerFiresMissed: toTrigger,
    ApiKeyIssued: (t, e) => {
      const { keyId, holder } = e.data;
      called(t, e, keyId);
      if (holder.kind !== 'bot') return;
      t.subjects.put({ organization_id: e.organization, bot_id: holder.id, subject_id: keyId, area: 'key' });
      happens(t, e, { kind: 'key', subject: keyId });
    },
    ApiKeyRevoked: (t, e) => happens(t, e, { kind: 'key', subject: e.data.keyId }),
    RunRequested: (t, e) => runBegins(t, e),
    RunRefused: (t, e) => {
      const came = { status: 'refused', ended_at: e.at, code: e.data.code };
      if (e.data.stage === 'start') return t.entries.patch([e.organization, e.data.runId], came);
      runBegins(t, e, came);
    },
    RunStarted: (t, e) => {
      const { runId, botId, configuration } = e.data;
      t.entries.patch([e.organization, runId], { status: 'running', configuration: configuration ?? null });
      if (configuration !== undefined) t.begun.increment([e.organization, botId, String(configuration)], { runs: 1 });
    },
    RunSuspended: runBecomes('suspended'),
    RunResumed: runBecomes('running'),
    RunStopRequested: runBecomes('stopping'),
    RunSucceeded: runBecomes('succeeded', true),
    RunFailed: (t, e) =>
      t.entries.patch([e.organization, e.data.runId], {
        status: 'failed',
        ended_at: e.at,
        error: shown(e.text, 'error'),
      }),
    RunLost: runBecomes('lost', true),
    RunTimedOut: runBecomes('timed_out', true),
    RunStopped: runBecomes('stopped', true),
    RunKilled: runBecomes('killed', true),
  },
});
