import { json, personal, rows, shown, view, type ViewEvent, type Writer } from '@annals/views';

const erasures = rows({
  key: ['organization_id', 'erasure_id'],
  columns: {
    organization_id: 'uuid',
    erasure_id: 'uuid',
    person_id: 'uuid',
    standing: 'text',
    status: 'text',
    requested_by: 'uuid',
    requested_at: 'instant',
    why: personal('person_id'),
    expires_at: 'instant',
    approved_by: 'uuid?',
    approved_as: 'text?',
    approved_at: 'instant?',
    due_at: 'instant?',
    ended_at: 'instant?',
    erased_at: 'instant?',
    /** Of the event that asked for it. */
    sequence: 'int8',
  },
});

type Changed = ViewEvent<'ErasureBegun' | 'ErasureEnded' | 'SubjectErased'>;
type Of = ViewEvent<'MemberAdded' | 'MemberInvited' | 'JoinRequested'>;

function changes(
  t: { readonly erasures: Writer<typeof erasures> },
  e: Changed,
  to: Parameters<Writer<typeof erasures>['patch']>[1],
): void {
  t.erasures.patch([e.organization, e.data.erasureId], to);
}

const person = (e: Of, alias: string | null) => ({
  organization_id: e.organization,
  person_id: e.data.personId,
  alias,
  email: shown(e.personal, 'email'),
});

/** Who is to be erased, who was, and legal holds: with what people are called as long as they are not erased. */
export const erasuresView = view({
  name: 'erasures',
  version: 1,
  sequence: true,
  tables: {
    erasures,
    certificates: rows({
      key: ['organization_id', 'erasure_id'],
      columns: {
        organization_id: 'uuid',
        erasure_id: 'uuid',
        number: 'int4',
        said: json<ViewEvent<'ErasureCertificateIssued'>['data']>(),
        issued_at: 'instant',
        issued_by: 'text',
        event_id: 'uuid',
        sequence: 'int8',
      },
    }),
    holds: rows({
      key: ['organization_id', 'hold_id'],
      columns: {
        organization_id: 'uuid',
        hold_id: 'uuid',
        name: 'text?',
        /** null: everybody. */
        people: 'json?',
        placed_at: 'instant',
        sequence: 'int8',
      },
    }),
    people: rows({
      key: ['organization_id', 'person_id'],
      columns: {
        organization_id: 'uuid',
        person_id: 'uuid',
        alias: personal('person_id'),
        email: personal('person_id'),
      },
    }),
  },
  indexes: { erasures: [['organization_id', 'sequence']] },
  on: {
    ErasureRequested: (t, e) =>
      t.erasures.put({
        organization_id: e.organization,
        erasure_id: e.data.erasureId,
        person_id: e.data.personId,
        standing: e.data.standing,
        status: 'requested',
        requested_by: e.data.requestedBy,
        requested_at: e.at,
        why: shown(e.personal, 'why') ?? null,
        expires_at: e.data.expiresAt,
        approved_by: null,
        approved_as: null,
        approved_at: null,
        due_at: null,
        ended_at: null,
        erased_at: null,
        sequence: e.sequence,
      }),
    ErasureApproved: (t, e) =>
      t.erasures.patch([e.organization, e.data.erasureId], {
        status: 'approved',
        approved_by: e.data.approvedBy,
        approved_as: e.data.as,
        approved_at: e.at,
        due_at: e.data.dueAt,
      }),
    ErasureBegun: (t, e) => changes(t, e, { status: 'begun' }),
    ErasureEnded: (t, e) => changes(t, e, { status: e.data.how, ended_at: e.at }),
    SubjectErased: (t, e) => changes(t, e, { status: 'erased', erased_at: e.at }),
    ErasureCertificateIssued: (t, e) =>
      t.certificates.put({
        organization_id: e.organization,
        erasure_id: e.data.erasureId,
        number: e.data.number,
        said: e.data,
        issued_at: e.at,
        issued_by: e.meta.actor,
        event_id: e.id,
        sequence: e.sequence,
      }),
    LegalHoldPlaced: (t, e) =>
      t.holds.put({
        organization_id: e.organization,
        hold_id: e.data.holdId,
        name: shown(e.text, 'name'),
        people: e.data.people ?? null,
        placed_at: e.at,
        sequence: e.sequence,
      }),
    LegalHoldLifted: (t, e) => t.holds.remove([e.organization, e.data.holdId]),
    MemberInvited: (t, e) => t.people.put(person(e, null)),
    JoinRequested: (t, e) => t.people.put(person(e, shown(e.personal, 'alias'))),
    MemberAdded: (t, e) => t.people.put(person(e, shown(e.personal, 'alias'))),
    MemberProfileUpdated: (t, e) =>
      t.people.patch([e.organization, e.data.personId], { alias: shown(e.personal, 'alias') }),
    MemberContactVerified: (t, e) =>
      t.people.patch([e.organization, e.data.personId], { email: shown(e.personal, 'email') }),
  },
});
