import { person, phrase, tells, utc, type SentenceTemplate } from '../../sentence';
import { meaningOf } from '../../words';
import {
  erasureApproved,
  erasureBegun,
  erasureCertificateIssued,
  erasureEnded,
  erasureRequested,
  subjectErased,
  type ErasuresEvent,
} from './events';

const ends = {
  withdrawn: 'took back the request',
  rejected: 'turned down the request',
  expired: 'closed, as nobody had answered it, the request',
};

export const erasuresSentences: { readonly [Type in ErasuresEvent['type']]: SentenceTemplate<Type> } = {
  ErasureRequested: tells(erasureRequested, ({ personId }) => ['asked to erase ', person(personId)]),
  ErasureApproved: tells(erasureApproved, ({ personId, dueAt }) => [
    'approved erasing ',
    person(personId),
    `, from ${utc(dueAt)} on`,
  ]),
  ErasureBegun: tells(erasureBegun, ({ personId }) => ['began to erase ', person(personId)]),
  ErasureEnded: tells(erasureEnded, ({ personId, how }) => {
    if (how === 'called_off') return ['called off that ', person(personId), ' is erased'];
    const did = meaningOf(ends, how) ?? `ended ${phrase({}, how)} the request`;
    return [`${did} to erase `, person(personId)];
  }),
  SubjectErased: tells(subjectErased, ({ personId }) => ['erased ', person(personId)]),
  ErasureCertificateIssued: tells(erasureCertificateIssued, ({ number }) => [
    `issued certificate of erasure ${String(number).padStart(4, '0')}`,
  ]),
};
