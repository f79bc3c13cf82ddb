import {
  apiKeyIssued,
  apiKeyRevoked,
  botRegistered,
  emergencyStopActivated,
  emergencyStopLifted,
  bulkActionCompleted,
  bulkActionStarted,
  bulkActionStopped,
  memberAdded,
  memberRemoved,
  orgPolicyChanged,
  runFailed,
  runRefused,
  runRequested,
  runResumed,
  runStarted,
  runSucceeded,
  runSuspended,
  workspaceCreated,
  workspaceDeleted,
  workspaceRenamed,
  workspaceRunRetentionSet,
} from '@annals/contracts';
import { givenLog, happened, someId, someOrganization } from '@annals/views';
import { runs } from './runs.view';

const [botId, workspaceId, runId, other] = [someId('bot'), someId('workspace'), someId('run'), someId('other run')];
const at = (minute: number) => `2026-06-03T08:0${minute}:00.000Z`;
const asked = happened(runRequested({ runId, botId, workspaceId, source: 'api' }), { at: at(0), actor: 'key:k' });
const begun = happened(runStarted({ runId, botId }), { at: at(1) });
const row = {
  organization_id: someOrganization,
  run_id: runId,
  bot_id: botId,
  status: 'requested',
  source: 'api',
  requested_at: at(0),
  started_at: null,
  ended_at: null,
  code: null,
  error: null,
  requested_by: 'key:k',
  sequence: 1,
  input: null,
  output: null,
  time_limit: null,
  retry_of: null,
  worker: null,
  configuration: null,
  trigger_id: null,
  due: null,
};

describe('the view runs', () => {
  it('follows a run from its request to its end', () => {
    expect(givenLog(asked).viewOf(runs).runs).toEqual([row]);
    expect(givenLog(asked, begun).viewOf(runs).runs).toEqual([{ ...row, status: 'running', started_at: at(1) }]);
    expect(givenLog(asked, begun, happened(runSucceeded({ runId, botId }), { at: at(2) })).viewOf(runs).runs).toEqual([
      { ...row, status: 'succeeded', started_at: at(1), ended_at: at(2) },
    ]);
  });

  it('P13: says that one rests, and who does it, as its worker said', () => {
    const done = happened(runStarted({ runId, botId }, { worker: 'host-4' }), { at: at(1) });
    const [rests, goesOn] = [runSuspended({ runId, botId }), runResumed({ runId, botId })];
    const shown = { ...row, started_at: at(1), worker: 'host-4' };
    expect(givenLog(asked, done, rests).viewOf(runs).runs).toEqual([{ ...shown, status: 'suspended' }]);
    expect(givenLog(asked, done, rests, goesOn).viewOf(runs).runs).toEqual([{ ...shown, status: 'running' }]);
    expect(givenLog(asked, done).erasedViewOf(runs).runs).toEqual([{ ...shown, status: 'running', worker: null }]);
  });

  it('keeps why one failed, until that is erased', () => {
    const failed = [
      asked,
      begun,
      happened(runFailed({ runId, botId }, { error: 'Portal answered 401' }), { at: at(2) }),
    ];
    expect(givenLog(...failed).viewOf(runs).runs).toEqual([
      { ...row, status: 'failed', started_at: at(1), ended_at: at(2), error: 'Portal answered 401' },
    ]);
    expect(givenLog(...failed).erasedViewOf(runs).runs).toEqual([
      { ...row, status: 'failed', started_at: at(1), ended_at: at(2), error: null },
    ]);
  });

  it('B11: has the refused ones too, asked for or about to begin, with the reason', () => {
    const refusal = (stage: 'request' | 'start') =>
      happened(runRefused({ runId, botId, workspaceId, source: 'api', code: 'BOT_DISABLED', stage }), {
        at: at(3),
        actor: 'key:bot',
      });
    const refused = { ...row, status: 'refused', code: 'BOT_DISABLED', ended_at: at(3) };
    expect(givenLog(refusal('request')).viewOf(runs).runs).toEqual([
      { ...refused, requested_at: at(3), requested_by: 'key:bot' },
    ]);
    expect(givenLog(asked, refusal('start')).viewOf(runs).runs).toEqual([refused]);
  });

  it('W21: says what is done to many runs, and what came of it', () => {
    const bulkId = someId('bulk');
    const log = [
      happened(bulkActionStarted({ bulkId, act: 'retry', runs: 3 }), { at: at(1), actor: 'user:u' }),
      bulkActionStopped({ bulkId }),
      happened(bulkActionCompleted({ bulkId, done: 1, refused: 1, left: 1 }), { at: at(2) }),
    ] as const;
    const begun = { bulk_id: bulkId, act: 'retry', runs: 3, started_at: at(1), started_by: 'user:u', sequence: 1 };
    expect(givenLog(log[0]).viewOf(runs).bulk_actions).toMatchObject([{ ...begun, stopped: false, ended_at: null }]);
    expect(givenLog(...log).viewOf(runs).bulk_actions).toMatchObject([
      { ...begun, stopped: true, ended_at: at(2), done: 1, refused: 1, left: 1 },
    ]);
  });

  it('numbers runs by their first event, whatever comes between', () => {
    const log = givenLog(
      botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'invoice-reader' }),
      asked,
      runRequested({ runId: other, botId, workspaceId, source: 'manual' }),
      begun,
    );
    expect(new Map(log.viewOf(runs).runs.map((run) => [run.run_id, run.sequence]))).toEqual(
      new Map([
        [runId, 2],
        [other, 3],
      ]),
    );
    expect(log.viewOf(runs).bots).toEqual([
      {
        organization_id: someOrganization,
        bot_id: botId,
        workspace_id: workspaceId,
        name: 'invoice-reader',
        enabled: true,
        retired: false,
      },
    ]);
  });

  it('D3: keeps by name who asked: people also after they left, keys also once they were revoked; nothing of it once that is erased', () => {
    const [personId, userId, keyId] = [someId('mia'), someId('account'), someId('key')];
    const added = memberAdded(
      { personId, userId, roles: ['member'], via: 'invitation' },
      { email: 'mia@acme.example', alias: 'Mia' },
    );
    const holder = { kind: 'person', id: personId, membership: 1 } as const;
    const issued = apiKeyIssued(
      { keyId, holder, issuedBy: personId, permissions: ['runs:start'], expiresAt: at(9) },
      { name: 'service' },
    );
    const log = [added, issued, memberRemoved({ personId }), apiKeyRevoked({ keyId, cause: 'membership_ended' })];
    const { people, keys } = givenLog(...log).viewOf(runs);
    expect([people, keys]).toEqual([
      [{ organization_id: someOrganization, user_id: userId, person_id: personId, alias: 'Mia' }],
      [{ organization_id: someOrganization, key_id: keyId, name: 'service' }],
    ]);
    expect(JSON.stringify(givenLog(...log).erasedViewOf(runs))).not.toMatch(/Mia|service/);
  });

  it('B11: knows who asked which bot by which way, and what its workspace is called, to filter by it', () => {
    const log = givenLog(
      workspaceCreated({ workspaceId, isDefault: false }, { name: 'Finance' }),
      asked,
      happened(runRequested({ runId: other, botId, workspaceId, source: 'api' }), { actor: 'key:k' }),
      workspaceRenamed({ workspaceId }, { name: 'Ledger' }),
      happened(
        runRefused({
          runId: someId('third'),
          botId,
          workspaceId,
          source: 'manual',
          code: 'BOT_DISABLED',
          stage: 'request',
        }),
        { actor: 'user:u' },
      ),
    );
    const { askers, workspaces } = log.viewOf(runs);
    const asker = { organization_id: someOrganization, bot_id: botId };
    expect(askers).toEqual([
      { ...asker, requested_by: 'key:k', source: 'api' },
      { ...asker, requested_by: 'user:u', source: 'manual' },
    ]);
    expect(workspaces).toEqual([{ organization_id: someOrganization, workspace_id: workspaceId, name: 'Ledger' }]);
    expect(
      givenLog(
        workspaceCreated({ workspaceId, isDefault: false }, { name: 'Finance' }),
        workspaceDeleted({ workspaceId }),
      ).viewOf(runs).workspaces,
    ).toEqual([]);
  });

  it('B11: knows which triggers fired, and which bot', () => {
    const triggerId = someId('trigger');
    const fire = { runId, botId, workspaceId, source: 'trigger' as const, trigger: { triggerId } };
    expect(givenLog(runRequested(fire), runRequested({ ...fire, runId: other })).viewOf(runs).fired).toEqual([
      { organization_id: someOrganization, trigger_id: triggerId, bot_id: botId },
    ]);
    expect(givenLog(asked).viewOf(runs).fired).toEqual([]);
  });

  it('W23: knows for how long runs are seen, here and in workspaces that say otherwise', () => {
    const [all, some] = [orgPolicyChanged({ runsKeptDays: 90 }), workspaceRunRetentionSet({ workspaceId, days: 7 })];
    const kept = (days: number, target_id: string) => ({ organization_id: someOrganization, target_id, days });
    const both = [kept(90, someOrganization), kept(7, workspaceId)];
    const rows = (log: ReturnType<typeof givenLog>) => new Set(log.viewOf(runs).retention);
    expect(rows(givenLog(all, some))).toEqual(new Set(both));
    expect(rows(givenLog(all, some, orgPolicyChanged({ customRoles: true })))).toEqual(new Set(both));
    expect(rows(givenLog(all, some, orgPolicyChanged({ runsKeptDays: null })))).toEqual(
      new Set([kept(7, workspaceId)]),
    );
    const none = workspaceRunRetentionSet({ workspaceId, days: null });
    expect(rows(givenLog(all, some, none))).toEqual(new Set([kept(90, someOrganization)]));
    expect(rows(givenLog(all, some, workspaceDeleted({ workspaceId })))).toEqual(new Set([kept(90, someOrganization)]));
  });

  it('W22: knows where all runs are stopped, until that is lifted or the workspace is gone', () => {
    const ofWorkspace = { scope: 'workspace', targetId: workspaceId } as const;
    const stopped = happened(emergencyStopActivated({ ...ofWorkspace, running: 'stop' }), {
      at: at(2),
      actor: 'user:u',
    });
    expect(givenLog(stopped).viewOf(runs).stops).toEqual([
      {
        organization_id: someOrganization,
        target_id: workspaceId,
        scope: 'workspace',
        since: at(2),
        activated_by: 'user:u',
        reason: null,
        sequence: 1,
      },
    ]);
    expect(givenLog(stopped, emergencyStopLifted(ofWorkspace)).viewOf(runs).stops).toEqual([]);
    expect(givenLog(stopped, workspaceDeleted({ workspaceId })).viewOf(runs).stops).toEqual([]);
  });
});
