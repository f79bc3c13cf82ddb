import {
  botReassigned,
  botRegistered,
  botRunAsSet,
  runKilled,
  runStarted,
  runSucceeded,
  runSuspended,
  type AnyEvent,
} from '@annals/contracts';
import { givenLog, happened, someId } from '@annals/views';
import { founded, mia, olga, organizationId, workspaceId } from '../../testing/some-organization';
import { belongings } from './belongings.view';

const [botId, first, second] = [someId('bot'), someId('first'), someId('second')];
const ownedBy = (personId: string) => ({ personId, membership: 1 });
const after = (...events: readonly AnyEvent[]) =>
  givenLog(...[...founded, ...events].map((event) => happened(event, { organization: organizationId }))).viewOf(
    belongings,
  );
const registered = botRegistered({ botId, workspaceId, kind: 'rpa', ownedBy: ownedBy(mia.personId) }, { name: 'R' });

describe('W4: what people own', () => {
  it('is a bot until somebody else gets it', () => {
    expect(after(registered).bots.map((row) => row.owner_id)).toEqual([mia.personId]);
    const given = botReassigned({ botId, ownedBy: ownedBy(olga.personId) });
    expect(after(registered, given).bots.map((row) => row.owner_id)).toEqual([olga.personId]);
  });

  it('is also a bot that runs as somebody, until it runs as somebody else or as itself', () => {
    const runsAs = (...events: readonly AnyEvent[]) => after(registered, ...events).bots.map((row) => row.run_as);
    const asOlga = botRunAsSet({ botId, runAs: ownedBy(olga.personId) });
    expect(runsAs()).toEqual([null]);
    expect(runsAs(asOlga)).toEqual([olga.personId]);
    expect(runsAs(asOlga, botRunAsSet({ botId, runAs: ownedBy(mia.personId) }))).toEqual([mia.personId]);
    expect(runsAs(asOlga, botRunAsSet({ botId }))).toEqual([null]);
  });

  it('has the runs that have begun and not ended, also those that rest', () => {
    const begun = [registered, runStarted({ runId: first, botId }), runStarted({ runId: second, botId })];
    const running = (...events: readonly AnyEvent[]) => after(...begun, ...events).running.map((row) => row.run_id);
    expect(running(runSuspended({ runId: first, botId })).sort()).toEqual([first, second].sort());
    expect(running(runSucceeded({ runId: first, botId }))).toEqual([second]);
    expect(running(runSucceeded({ runId: first, botId }), runKilled({ runId: second, botId }))).toEqual([]);
  });
});
