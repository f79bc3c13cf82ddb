import {
  type AnyEvent,
  botDisabled,
  botRegistered,
  botWentOnline,
  invitationAccepted,
  invitationResent,
  invitationRevoked,
  memberAdded,
  memberInvited,
  memberLeft,
  memberRemoved,
  runFailed,
  runRefused,
  runRequested,
  runStarted,
  runSucceeded,
} from '@annals/contracts';
import { givenLog, happened, someId, someOrganization } from '@annals/views';
import { overview } from './overview.view';

const [botId, workspaceId, invitationId] = [someId('bot'), someId('workspace'), someId('invitation')];
const expiresAt = '2026-06-10T00:00:00.000Z';
const joined = (name: string) =>
  memberAdded(
    { personId: someId(name), userId: someId(`${name}'s account`), roles: ['member'], via: 'invitation' },
    { email: `${name}@acme.example`, alias: name },
  );
const invited = memberInvited(
  { invitationId, personId: someId('mia'), roles: ['member'], invitedBy: someId('olga'), generation: 1, expiresAt },
  { email: 'mia@acme.example' },
);
const registered = botRegistered({ botId, workspaceId, kind: 'rpa' }, { name: 'invoice-reader' });
const run = (runId: string, at: string, end: 'succeeded' | 'failed') =>
  [
    runRequested({ runId, botId, workspaceId, source: 'manual' }),
    runStarted({ runId, botId }),
    happened(end === 'succeeded' ? runSucceeded({ runId, botId }) : runFailed({ runId, botId }, { error: 'x' }), {
      at,
    }),
  ] as const;

describe('the view overview', () => {
  it('has those who are members now', () => {
    const members = (...events: AnyEvent[]) =>
      givenLog(...events)
        .viewOf(overview)
        .members.map(({ person_id }) => person_id);
    expect(
      members(
        joined('olga'),
        joined('adam'),
        joined('mia'),
        memberRemoved({ personId: someId('adam') }),
        memberLeft({ personId: someId('mia') }),
      ),
    ).toEqual([someId('olga')]);
    expect(members(joined('olga'), memberLeft({ personId: someId('olga') }), joined('olga'))).toEqual([someId('olga')]);
  });

  it('has the open invitations, with their latest expiry', () => {
    const row = { organization_id: someOrganization, invitation_id: invitationId, expires_at: expiresAt };
    const later = '2026-06-20T00:00:00.000Z';
    expect(givenLog(invited).viewOf(overview).invitations).toEqual([row]);
    expect(
      givenLog(
        invited,
        invitationResent({ invitationId, invitedBy: someId('olga'), generation: 2, expiresAt: later }),
      ).viewOf(overview).invitations,
    ).toEqual([{ ...row, expires_at: later }]);
    expect(givenLog(invited, invitationRevoked({ invitationId })).viewOf(overview).invitations).toEqual([]);
    expect(
      givenLog(invited, invitationAccepted({ invitationId, personId: someId('mia'), userId: someId('u') })).viewOf(
        overview,
      ).invitations,
    ).toEqual([]);
  });

  it('has bots and what they run', () => {
    const { bots, running } = givenLog(
      registered,
      botWentOnline({ botId }),
      botDisabled({ botId }),
      ...run(someId('done'), expiresAt, 'failed'),
      runStarted({ runId: someId('now'), botId }),
    ).viewOf(overview);
    expect(bots).toEqual([
      {
        organization_id: someOrganization,
        bot_id: botId,
        workspace_id: workspaceId,
        enabled: false,
        online: true,
        retired: false,
      },
    ]);
    expect(running).toEqual([{ organization_id: someOrganization, run_id: someId('now'), bot_id: botId }]);
  });

  it('counts runs by outcome and by the UTC day on which they ended', () => {
    const refused = happened(
      runRefused({ runId: someId('r'), botId, workspaceId, source: 'manual', code: 'BOT_DISABLED', stage: 'request' }),
      { at: '2026-06-04T12:00:00.000Z' },
    );
    const { runs_by_day } = givenLog(
      ...run(someId('1'), '2026-06-03T23:59:59.999Z', 'succeeded'),
      ...run(someId('2'), '2026-06-04T00:00:00.000Z', 'succeeded'),
      ...run(someId('3'), '2026-06-04T01:00:00.000Z', 'succeeded'),
      ...run(someId('4'), '2026-06-04T02:00:00.000Z', 'failed'),
      refused,
    ).viewOf(overview);
    expect(runs_by_day.map(({ day, outcome, n }) => [day, outcome, n])).toEqual([
      ['2026-06-03', 'succeeded', 1],
      ['2026-06-04', 'failed', 1],
      ['2026-06-04', 'refused', 1],
      ['2026-06-04', 'succeeded', 2],
    ]);
  });
});
