import { certificateText, erasureCertificateIssued, erasureRequested, subjectErased } from '@annals/contracts';
import { given } from '@annals/kernel';
import { someId } from '@annals/views';
import { oversight } from '../../oversight/oversight';
import { agreed, asked, erasureId, karin, now, organizationId } from '../../testing/examples';
import { issueErasureCertificate } from './issue-erasure-certificate';

const found = {
  erasedAt: now,
  streams: [{ category: 'organization', streams: 1, events: 4 }],
  places: [{ place: 'key', count: 1, doneAt: now }],
} as const;
const digest = 'ab'.repeat(32);
const command = {
  organizationId,
  erasureId,
  found: { ...found, streams: [...found.streams], places: [...found.places] },
  digestOf: () => digest,
};
const erased = subjectErased({ erasureId, personId: karin });
const certified = (number: number, id = erasureId, personId = karin) => ({
  ...{ erasureId: id, personId, number },
  ...command.found,
});
const issued = erasureCertificateIssued({ ...certified(1), digest });

describe('E6: certify that somebody was erased', () => {
  it('says what was erased, numbered one after the other', () => {
    given(oversight, asked, agreed, erased).when(issueErasureCertificate, command).then(issued);
    const other = { erasureId: someId('other'), personId: someId('somebody else') };
    given(
      oversight,
      ...[asked, agreed, erased, issued],
      ...[erasureRequested({ ...asked.data, standing: 'member', ...other }), subjectErased(other)],
    )
      .when(issueErasureCertificate, { ...command, erasureId: other.erasureId })
      .then(erasureCertificateIssued({ ...certified(2, other.erasureId, other.personId), digest }));
  });

  it('is digested as a text in which no order is left to chance', () => {
    const { erasureId: last, personId, ...before } = certified(1);
    expect(certificateText({ ...before, personId, erasureId: last })).toBe(certificateText(certified(1)));
    expect(JSON.parse(certificateText(certified(1)))).toMatchObject({
      number: 1,
      streams: [['organization', 1, 4]],
      places: [['key', 1, now]],
    });
  });

  it('stays quiet before the key is destroyed, and when it is issued', () => {
    given(oversight, asked, agreed).when(issueErasureCertificate, command).thenNothing();
    given(oversight, asked, agreed, erased, issued).when(issueErasureCertificate, command).thenNothing();
    given(oversight).when(issueErasureCertificate, command).thenNothing();
  });
});
