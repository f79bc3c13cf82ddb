import {
  erasureApproved,
  erasureBegun,
  erasureCertificateIssued,
  erasureEnded,
  erasureRequested,
  legalHoldLifted,
  legalHoldPlaced,
  memberAdded,
  memberContactVerified,
  memberInvited,
  memberProfileUpdated,
  subjectErased,
} from '@annals/contracts';
import { givenLog, happened, someId, someOrganization } from '@annals/views';
import { erasureId, holdId, ingrid, karin, rafael } from '../../testing/examples';
import { erasuresView } from './erasures.view';

const [at, later] = ['2026-06-03T10:00:00.000Z', '2026-06-10T10:00:00.000Z'];
const of = { erasureId, personId: karin };
const asked = happened(
  erasureRequested({ ...of, standing: 'member', requestedBy: rafael, expiresAt: later }, { why: 'Karin asked' }),
  { at },
);
const agreed = happened(erasureApproved({ ...of, approvedBy: ingrid, as: 'second_person', dueAt: later }), { at });
const row = {
  organization_id: someOrganization,
  erasure_id: erasureId,
  person_id: karin,
  standing: 'member',
  status: 'requested',
  requested_by: rafael,
  requested_at: at,
  why: 'Karin asked',
  expires_at: later,
  approved_by: null,
  approved_as: null,
  approved_at: null,
  due_at: null,
  ended_at: null,
  erased_at: null,
  sequence: 1,
};
const approved = { approved_by: ingrid, approved_as: 'second_person', approved_at: at, due_at: later };
const erasuresOf = (log: ReturnType<typeof givenLog>) => log.viewOf(erasuresView).erasures;

describe('the view of erasures', () => {
  it('shows what was asked for and what became of it; why is forgotten with the person', () => {
    expect(erasuresOf(givenLog(asked))).toEqual([row]);
    expect(givenLog(asked).erasedViewOf(erasuresView).erasures).toEqual([{ ...row, why: null }]);
    expect(erasuresOf(givenLog(asked, agreed))).toEqual([{ ...row, ...approved, status: 'approved' }]);
    expect(erasuresOf(givenLog(asked, agreed, erasureBegun(of)))).toMatchObject([{ status: 'begun' }]);
    const ended = happened(erasureEnded({ ...of, how: 'called_off' }), { at: later });
    expect(erasuresOf(givenLog(asked, agreed, ended))).toMatchObject([{ status: 'called_off', ended_at: later }]);
    const erased = happened(subjectErased(of), { at: later });
    expect(erasuresOf(givenLog(asked, agreed, erasureBegun(of), erased))).toMatchObject([
      { status: 'erased', erased_at: later },
    ]);
  });

  it('has the certificate as it was issued', () => {
    const said = { ...of, number: 7, erasedAt: later, streams: [], places: [], digest: 'ab'.repeat(32) };
    const issued = happened(erasureCertificateIssued(said), { at: later, actor: 'system:erasures' });
    expect(givenLog(asked, issued).viewOf(erasuresView).certificates).toMatchObject([
      { erasure_id: erasureId, number: 7, said, issued_at: later, issued_by: 'system:erasures', sequence: 2 },
    ]);
  });

  it('has the legal holds in force', () => {
    const placed = legalHoldPlaced({ holdId, people: [karin] }, { name: 'Customs inquiry' });
    const everybody = legalHoldPlaced({ holdId: someId('another hold') }, { name: 'All' });
    expect(givenLog(placed, everybody).viewOf(erasuresView).holds).toMatchObject([
      { hold_id: someId('another hold'), name: 'All', people: null },
      { hold_id: holdId, name: 'Customs inquiry', people: [karin] },
    ]);
    expect(givenLog(placed, legalHoldLifted({ holdId })).viewOf(erasuresView).holds).toEqual([]);
  });

  it('knows what people are called, by an address as long as nobody gave a name', () => {
    const invited = memberInvited(
      {
        invitationId: someId('invitation'),
        personId: karin,
        roles: ['member'],
        invitedBy: rafael,
        generation: 1,
        expiresAt: later,
      },
      { email: 'karin@halden.example' },
    );
    const joined = memberAdded(
      { personId: karin, userId: someId('user'), roles: ['member'], via: 'invitation' },
      { email: 'karin@halden.example', alias: 'Karin' },
    );
    const people = (log: ReturnType<typeof givenLog>) => log.viewOf(erasuresView).people;
    expect(people(givenLog(invited))).toMatchObject([{ person_id: karin, alias: null, email: 'karin@halden.example' }]);
    expect(people(givenLog(invited, joined))).toMatchObject([{ alias: 'Karin', email: 'karin@halden.example' }]);
    expect(
      people(
        givenLog(
          joined,
          memberProfileUpdated({ personId: karin, userId: someId('user') }, { alias: 'Karin Falk' }),
          memberContactVerified(
            { personId: karin, generation: 1, trustedFrom: later },
            { email: 'falk@halden.example' },
          ),
        ),
      ),
    ).toMatchObject([{ alias: 'Karin Falk', email: 'falk@halden.example' }]);
    expect(givenLog(invited, joined).erasedViewOf(erasuresView).people).toMatchObject([{ alias: null, email: null }]);
  });
});
