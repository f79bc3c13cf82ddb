import {
  apiKeyIssued,
  apiKeyRevoked,
  appAccessApproved,
  appAccessDenied,
  appAccessExpired,
  appAccessRequested,
  appAccessWithdrawn,
  appGrantExpired,
  appGrantRevoked,
  appShared,
  botDisabled,
  botRegistered,
  botRenamed,
  botRunAsSet,
  botVersionPublished,
  botVersionRolledBack,
  botWentOnline,
  emergencyStopActivated,
  runFailed,
  runRefused,
  runRequested,
  runStarted,
  runSucceeded,
  shareLinkExpired,
  shareLinkMade,
  shareLinkRevoked,
  triggerDeleted,
  triggerDisabled,
} from '@annals/contracts';
import { givenLog, happened, someId, someOrganization } from '@annals/views';
import { accessRequestId, botId, created, grantId, linkId, mia, triggerId, workspaceId } from '../../testing/examples';
import { timeline } from './timeline.view';

const [other, one, two, keyId, personsKey] = [
  someId('other bot'),
  someId('run 1'),
  someId('run 2'),
  someId('key'),
  someId('key of a person'),
] as const;
const at = '2026-06-03T08:00:00.000Z';
const registered = botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'invoice-reader' });
const published = (version: number) =>
  botVersionPublished(
    { botId, version, bytes: 13, digest: 'a'.repeat(64) },
    { configuration: `{"retries":${version}}`, note: `Number ${version}` },
  );
const key = (id: string, holder: 'bot' | 'person') =>
  apiKeyIssued(
    {
      keyId: id,
      holder: holder === 'bot' ? { kind: 'bot', id: botId } : { kind: 'person', id: someId('mia'), membership: 1 },
      issuedBy: someId('mia'),
      permissions: ['runs:report'],
      expiresAt: '2027-06-03T08:00:00.000Z',
    },
    { name: 'host 4' },
  );
const asked = (runId: string) => runRequested({ runId, botId, workspaceId, source: 'manual' });
const begun = (runId: string, configuration?: number) =>
  runStarted({ runId, botId, ...(configuration === undefined ? {} : { configuration }) });

describe('B27: the view timeline', () => {
  it('has what happened to a bot, its keys and its triggers, each by what it is about', () => {
    const log = givenLog(
      registered,
      botDisabled({ botId }),
      botRenamed({ botId }, { name: 'bill-reader' }),
      botWentOnline({ botId }),
      created,
      triggerDisabled({ triggerId }),
      triggerDeleted({ triggerId }),
      key(keyId, 'bot'),
      apiKeyRevoked({ keyId, cause: 'revoked' }),
    ).viewOf(timeline);
    const told = log.entries
      .toSorted((a, b) => a.sequence - b.sequence)
      .map(({ kind, subject_id, type }) => [kind, subject_id, type]);
    expect(told).toEqual([
      ['change', botId, 'BotRegistered'],
      ['state', botId, 'BotDisabled'],
      ['change', botId, 'BotRenamed'],
      ['presence', botId, 'BotWentOnline'],
      ['trigger', triggerId, 'TriggerCreated'],
      ['trigger', triggerId, 'TriggerDisabled'],
      ['trigger', triggerId, 'TriggerDeleted'],
      ['key', keyId, 'ApiKeyIssued'],
      ['key', keyId, 'ApiKeyRevoked'],
    ]);
    expect(log.subjects.map(({ bot_id, area }) => [bot_id, area]).sort()).toEqual([
      [botId, 'bot'],
      [botId, 'key'],
      [botId, 'trigger'],
    ]);
  });

  it('P28: has as what it runs, with whom it was shared, and who asked for it', () => {
    const of = { botId, personId: mia.personId };
    const request = { ...of, accessRequestId };
    const { entries, kinds } = givenLog(
      registered,
      botRunAsSet({ botId, runAs: mia }),
      appAccessRequested({ accessRequestId, botId, by: mia, level: 'run', expiresAt: at }),
      appAccessApproved(request),
      appShared({ grantId, botId, to: mia, level: 'run' }),
      appGrantRevoked({ ...of, grantId }),
      appGrantExpired({ ...of, grantId }),
      appAccessDenied(request),
      appAccessWithdrawn(request),
      appAccessExpired(request),
      shareLinkMade({ linkId, botId, by: mia, level: 'run', until: at }),
      shareLinkRevoked({ linkId, botId }),
      shareLinkExpired({ linkId, botId }),
    ).viewOf(timeline);
    const told = entries.toSorted((a, b) => a.sequence - b.sequence);
    expect(told.slice(0, 2).map(({ kind, type }) => [kind, type])).toEqual([
      ['change', 'BotRegistered'],
      ['change', 'BotRunAsSet'],
    ]);
    const access = told.slice(2);
    expect(access.map(({ type }) => type)).toEqual([
      'AppAccessRequested',
      'AppAccessApproved',
      'AppShared',
      'AppGrantRevoked',
      'AppGrantExpired',
      'AppAccessDenied',
      'AppAccessWithdrawn',
      'AppAccessExpired',
      'ShareLinkMade',
      'ShareLinkRevoked',
      'ShareLinkExpired',
    ]);
    expect(new Set(access.map(({ kind, subject_id }) => `${kind} of ${subject_id}`))).toEqual(
      new Set([`access of ${botId}`]),
    );
    expect(kinds.map(({ kind }) => kind).sort()).toEqual(['access', 'change']);
  });

  it('leaves out keys of people, and stops of everything, which are no bot’s', () => {
    const log = givenLog(
      registered,
      key(personsKey, 'person'),
      emergencyStopActivated({ scope: 'organization', targetId: someOrganization, running: 'stop' }),
      emergencyStopActivated({ scope: 'bot', targetId: botId, running: 'stop' }),
    ).viewOf(timeline);
    expect(log.entries.map(({ type }) => type).sort()).toEqual(['BotRegistered', 'EmergencyStopActivated']);
    expect(log.subjects).toHaveLength(1);
  });

  it('has one entry for a run, where it was asked for, with what came of it', () => {
    const log = givenLog(
      registered,
      asked(one),
      asked(two),
      begun(one, 1),
      happened(runFailed({ runId: one, botId }, { error: 'Portal answered 401' }), { at }),
      happened(runRefused({ runId: two, botId, workspaceId, source: 'manual', code: 'BOT_DISABLED', stage: 'start' }), {
        at,
      }),
    );
    const runs = log.viewOf(timeline).entries.filter(({ kind }) => kind === 'run');
    expect(runs.toSorted((a, b) => a.sequence - b.sequence)).toMatchObject([
      {
        entry_id: one,
        sequence: 2,
        type: 'RunRequested',
        status: 'failed',
        error: 'Portal answered 401',
        ended_at: at,
      },
      { entry_id: two, sequence: 3, type: 'RunRequested', status: 'refused', code: 'BOT_DISABLED', ended_at: at },
    ]);
    expect(runs.find(({ entry_id }) => entry_id === one)?.configuration).toBe(1);
    const erased = log.erasedViewOf(timeline).entries.find(({ entry_id }) => entry_id === one);
    expect(erased).toMatchObject({ status: 'failed', error: null });
  });

  it('knows the versions, which one is in use, and how many runs began with each', () => {
    const log = givenLog(
      registered,
      published(1),
      published(2),
      asked(one),
      begun(one, 2),
      runSucceeded({ runId: one, botId }),
      botVersionRolledBack({ botId, version: 2, to: 1 }),
      asked(two),
      begun(two, 1),
    );
    const { versions, in_use, begun: counted } = log.viewOf(timeline);
    expect(versions.map(({ version, note, configuration }) => [version, note, configuration]).sort()).toEqual([
      [1, 'Number 1', '{"retries":1}'],
      [2, 'Number 2', '{"retries":2}'],
    ]);
    expect(in_use).toEqual([{ organization_id: someOrganization, bot_id: botId, version: 1 }]);
    expect(counted.map(({ version, runs }) => [version, runs]).sort()).toEqual([
      ['1', 1],
      ['2', 1],
    ]);
    expect(log.erasedViewOf(timeline).versions.map(({ configuration }) => configuration)).toEqual([null, null]);
  });

  it('keeps bots apart', () => {
    const another = botRegistered({ botId: other, workspaceId, kind: 'rpa' }, { name: 'x' });
    const { kinds } = givenLog(registered, another, botDisabled({ botId: other })).viewOf(timeline);
    expect(kinds.filter(({ subject_id }) => subject_id === botId).map(({ kind }) => kind)).toEqual(['change']);
  });
});
