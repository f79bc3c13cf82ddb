import { personal, rows, shown, view, type ViewEvent, type Writer } from '@annals/views';

const requests = rows({
  key: ['organization_id', 'request_id'],
  columns: {
    organization_id: 'uuid',
    request_id: 'uuid',
    person_id: 'uuid',
    account_id: 'uuid',
    status: 'text',
    asked_at: 'instant',
    expires_at: 'instant',
    ended_at: 'instant?',
    ask_again_at: 'instant?',
    email: personal('person_id'),
    alias: personal('person_id'),
    message: personal('person_id'),
  },
});
type Ended = ViewEvent<'JoinRequestApproved' | 'JoinRequestDenied' | 'JoinRequestWithdrawn' | 'JoinRequestExpired'>;

function ends(t: { readonly requests: Writer<typeof requests> }, e: Ended, status: string): void {
  t.requests.patch([e.organization, e.data.requestId], { status, ended_at: e.at });
}

/** Who asks to belong, and what became of it: seen inside the organization, and by the account that asked. */
export const joinRequests = view({
  name: 'join_requests',
  version: 1,
  tables: { requests },
  indexes: {
    requests: [
      ['organization_id', 'asked_at', 'request_id'],
      ['account_id', 'asked_at'],
    ],
  },
  on: {
    JoinRequested: (t, e) =>
      t.requests.put({
        organization_id: e.organization,
        request_id: e.data.requestId,
        person_id: e.data.personId,
        account_id: e.data.userId,
        status: 'open',
        asked_at: e.at,
        expires_at: e.data.expiresAt,
        ended_at: null,
        ask_again_at: null,
        email: shown(e.personal, 'email'),
        alias: shown(e.personal, 'alias'),
        message: shown(e.personal, 'message') ?? null,
      }),
    JoinRequestApproved: (t, e) => ends(t, e, 'approved'),
    JoinRequestDenied: (t, e) => {
      ends(t, e, 'denied');
      t.requests.patch([e.organization, e.data.requestId], { ask_again_at: e.data.askAgainAt });
    },
    JoinRequestWithdrawn: (t, e) => ends(t, e, 'withdrawn'),
    JoinRequestExpired: (t, e) => ends(t, e, 'expired'),
  },
});
