import {
  botDisabled,
  botEnabled,
  botReassigned,
  botMoved,
  botRegistered,
  botRunAsSet,
  botWentOffline,
  botWentOnline,
  runFailed,
  runRefused,
  runRequested,
  runStarted,
  runSucceeded,
} from '@annals/contracts';
import { givenLog, happened, rowOf, someId, someOrganization } from '@annals/views';
import { bots } from './bots.view';

const [botId, other, workspaceId] = [someId('bot'), someId('other bot'), someId('workspace')];
const [one, two, three] = [someId('run 1'), someId('run 2'), someId('run 3')];
const at = '2026-06-03T08:00:00.000Z';
const registered = happened(botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'invoice-reader' }), { at });
const row = rowOf(bots.tables.bots, {
  organization_id: someOrganization,
  bot_id: botId,
  workspace_id: workspaceId,
  name: 'invoice-reader',
  kind: 'rpa',
  enabled: true,
  at_once: 1,
  online: false,
  registered_at: at,
});
const begun = (runId: string) =>
  [
    runRequested({ runId, botId, workspaceId, source: 'manual' }),
    happened(runStarted({ runId, botId }), { at }),
  ] as const;

describe('the view bots', () => {
  it('lists a bot with its name, kind and state', () => {
    expect(givenLog(registered).viewOf(bots).bots).toEqual([row]);
    const disabled = { enabled: false, disabled_at: at, disabled_reason: null, disabled_sequence: 2 };
    expect(
      givenLog(registered, happened(botDisabled({ botId }), { at }), botWentOnline({ botId })).viewOf(bots).bots,
    ).toEqual([{ ...row, ...disabled, online: true }]);
    expect(
      givenLog(
        registered,
        botDisabled({ botId }),
        botEnabled({ botId }),
        botWentOnline({ botId }),
        botWentOffline({ botId, lastSeenAt: at }),
      ).viewOf(bots).bots,
    ).toEqual([row]);
  });

  it('P29: knows of which bot it is a copy', () => {
    const copiedFrom = { botId: other, version: 1 };
    const copy = botRegistered({ botId, workspaceId, kind: 'rpa', copiedFrom }, { name: 'invoice-reader' });
    expect(givenLog(copy).viewOf(bots).bots).toMatchObject([{ copied_from: other }]);
  });

  it('knows as whom it runs, until it runs as itself again', () => {
    const mia = { personId: someId('mia'), membership: 1 };
    const set = botRunAsSet({ botId, runAs: mia });
    const [asMia] = givenLog(registered, set).viewOf(bots).bots;
    expect(asMia?.run_as).toBe(mia.personId);
    expect(givenLog(registered, set, botRunAsSet({ botId })).viewOf(bots).bots).toEqual([row]);
  });

  it('I-7: knows whose it is', () => {
    const [mia, adam] = [someId('mia'), someId('adam')].map((personId) => ({ personId, membership: 1 }));
    const owned = botRegistered({ botId, workspaceId, kind: 'rpa', ownedBy: mia }, { name: 'invoice-reader' });
    const given = botReassigned({ botId, ownedBy: adam });
    const held = botReassigned({ botId });
    const logs = [givenLog(owned), givenLog(owned, given), givenLog(owned, held)];
    const owners = logs.map((log) => log.viewOf(bots).bots[0]?.owner_id);
    expect(owners).toEqual([mia?.personId, adam?.personId, null]);
  });

  it('says what it is running, until that ends', () => {
    const running = (runId: string) => ({
      organization_id: someOrganization,
      run_id: runId,
      bot_id: botId,
      started_at: at,
    });
    expect(givenLog(registered, ...begun(one)).viewOf(bots).running).toEqual([running(one)]);
    expect(
      givenLog(registered, ...begun(one), runSucceeded({ runId: one, botId }), ...begun(two)).viewOf(bots).running,
    ).toEqual([running(two)]);
    expect(
      givenLog(registered, ...begun(one), runFailed({ runId: one, botId }, { error: 'x' })).viewOf(bots).running,
    ).toEqual([]);
  });

  it('counts the runs that began and those that failed; refused ones never began', () => {
    const refused = runRefused({
      runId: three,
      botId,
      workspaceId,
      source: 'manual',
      code: 'BOT_DISABLED',
      stage: 'request',
    });
    const log = givenLog(
      registered,
      ...begun(one),
      runSucceeded({ runId: one, botId }),
      ...begun(two),
      runFailed({ runId: two, botId }, { error: 'x' }),
      refused,
    );
    expect(log.viewOf(bots).totals).toEqual([{ organization_id: someOrganization, bot_id: botId, runs: 2, failed: 1 }]);
  });

  it('D7: has a bot where it was moved to', () =>
    expect(givenLog(registered, botMoved({ botId, workspaceId: other })).viewOf(bots).bots).toEqual([
      { ...row, workspace_id: other },
    ]));

  it('keeps organizations and bots apart, and a bot whose name was erased', () => {
    const elsewhere = someId('another organization');
    const log = givenLog(
      registered,
      happened(botRegistered({ botId: other, workspaceId, kind: 'chat_agent' }, { name: 'x' }), {
        organization: elsewhere,
        at,
      }),
      botDisabled({ botId: other }),
    );
    expect(log.viewOf(bots).bots).toHaveLength(2);
    expect(log.viewOf(bots).bots.map(({ enabled }) => enabled)).toEqual([true, true]);
    expect(givenLog(registered).erasedViewOf(bots).bots).toEqual([{ ...row, name: null }]);
  });
});
