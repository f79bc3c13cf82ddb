import {
  apiKeyIssued,
  apiKeyRevoked,
  appAccessApproved,
  appAccessDenied,
  appAccessExpired,
  appAccessRequested,
  appAccessWithdrawn,
  invitationResent,
  invitationRevoked,
  joinRequestApproved,
  joinRequested,
  memberInvited,
  runFailed,
  runRefused,
  runRequested,
  runStarted,
  runSucceeded,
  triggerAutoPaused,
  triggerDeleted,
  triggerEnabled,
  triggerReassigned,
  workspaceArchived,
  workspaceRestored,
} from '@annals/contracts';
import type { DomainEvent } from '@annals/kernel';
import { givenLog, happened, someId } from '@annals/views';
import { botId, created, registered, runId, triggerId, workspaceId } from '../../testing/examples';
import { needs } from './needs.view';

const at = '2026-06-03T10:00:00.000Z';
const later = '2026-06-10T10:00:00.000Z';
const asked = happened(runRequested({ runId, botId, workspaceId, source: 'manual' }), { at });
const started = happened(runStarted({ runId, botId }), { at: later });
const [invitationId, personId, keyId, requestId] = [someId('i'), someId('p'), someId('k'), someId('r')];

type Given = DomainEvent | ReturnType<typeof happened>;

describe('D1: the view needs', () => {
  it('has runs that wait and those at work, and keeps none', () => {
    const of = (...more: Given[]) => givenLog(registered, asked, ...more).viewOf(needs);
    expect(of().waiting).toMatchObject([{ run_id: runId, bot_id: botId, since: at }]);
    expect([of(started).waiting, of(started).working]).toMatchObject([[], [{ run_id: runId, since: later }]]);
    const done = of(started, runSucceeded({ runId, botId }));
    expect([done.waiting, done.working, done.faults]).toEqual([[], [], []]);
    const failed = of(started, runFailed({ runId, botId }, { error: 'No' }));
    expect([failed.working, failed.faults]).toMatchObject([[], [{ bot_id: botId }]]);
  });

  it('keeps nothing of runs that were refused', () => {
    const refusal = { runId, botId, workspaceId, source: 'manual', code: 'BOT_DISABLED', stage: 'start' } as const;
    const { waiting, working, faults } = givenLog(registered, asked, runRefused(refusal)).viewOf(needs);
    expect([waiting, working, faults]).toEqual([[], [], []]);
  });

  it('has who asks for access to a bot until they are answered', () => {
    const ids = { accessRequestId: requestId, botId };
    const by = { personId, membership: 1 };
    const given = happened(appAccessRequested({ ...ids, by, level: 'run', expiresAt: later }, {}), { at });
    const of = (...more: Given[]) => givenLog(registered, given, ...more).viewOf(needs).access_requests;
    expect(of()).toMatchObject([{ bot_id: botId, asked_at: at, expires_at: later }]);
    const answers = [appAccessApproved, appAccessDenied, appAccessWithdrawn, appAccessExpired];
    for (const answer of answers) expect(of(answer({ ...ids, personId }))).toEqual([]);
  });

  it('has triggers, what paused them and whether they were left', () => {
    const of = (...more: Given[]) => givenLog(registered, created, ...more).viewOf(needs).triggers;
    const paused = happened(triggerAutoPaused({ triggerId, failures: 10 }), { at });
    expect(of(paused)).toMatchObject([{ enabled: false, paused_after: 10, paused_at: at }]);
    expect(of(paused, triggerEnabled({ triggerId, from: at }))).toMatchObject([{ enabled: true, paused_at: null }]);
    expect(of(triggerReassigned({ triggerId }))).toMatchObject([{ is_left: true }]);
    expect(of(triggerDeleted({ triggerId }))).toEqual([]);
    const archived = workspaceArchived({ workspaceId });
    expect(givenLog(archived).viewOf(needs).archived).toHaveLength(1);
    expect(givenLog(archived, workspaceRestored({ workspaceId })).viewOf(needs).archived).toEqual([]);
  });

  it('has keys until they are revoked, invitations until they are answered, requests until they are decided', () => {
    const until = (expiresAt: string) =>
      happened(
        apiKeyIssued(
          { keyId, holder: { kind: 'bot', id: botId }, issuedBy: personId, permissions: ['runs:report'], expiresAt },
          { name: 'Host' },
        ),
        { at },
      );
    const issued = until(later);
    const key = { bot_id: botId, name: 'Host', ends_soon_from: '2026-06-06T22:00:00.000Z', expires_at: later };
    expect(givenLog(issued).viewOf(needs).keys).toMatchObject([key]);
    expect(givenLog(until('2026-09-01T10:00:00.000Z')).viewOf(needs).keys).toMatchObject([
      { ends_soon_from: '2026-08-18T10:00:00.000Z' },
    ]);
    expect(givenLog(issued, apiKeyRevoked({ keyId, cause: 'revoked' })).viewOf(needs).keys).toEqual([]);
    const invited = memberInvited(
      { invitationId, personId, roles: ['member'], invitedBy: personId, generation: 1, expiresAt: at },
      { email: 'mary@acme.example' },
    );
    const resent = invitationResent({ invitationId, invitedBy: personId, generation: 2, expiresAt: later });
    expect(givenLog(invited, resent).viewOf(needs).invitations).toMatchObject([
      { email: 'mary@acme.example', expires_at: later },
    ]);
    expect(givenLog(invited, invitationRevoked({ invitationId })).viewOf(needs).invitations).toEqual([]);
    const request = happened(
      joinRequested({ requestId, personId, userId: personId, expiresAt: later }, { email: 'm@a.example', alias: 'M' }),
      { at },
    );
    expect(givenLog(request).viewOf(needs).join_requests).toMatchObject([{ asked_at: at, expires_at: later }]);
    expect(givenLog(request, joinRequestApproved({ requestId, personId })).viewOf(needs).join_requests).toEqual([]);
  });
});
