import { tells, person, phrase, rolesIn, utc, type SentenceTemplate } from '../../sentence';
import {
  memberAdded,
  memberRolesChanged,
  memberAccessEndSet,
  memberSuspended,
  memberReinstated,
  memberRemoved,
  memberLeft,
  type PeopleEvent,
} from './events';

export const peopleSentences: { readonly [Type in PeopleEvent['type']]: SentenceTemplate<Type> } = {
  MemberAdded: tells(memberAdded, ({ personId, roles, via }) => {
    if (via === 'creation') return ['made ', person(personId), ' the first member, as ', ...rolesIn(roles)];
    // Only oneself accepts, so the actor says who.
    if (via === 'invitation') return ['joined by invitation, as ', ...rolesIn(roles)];
    return ['added ', person(personId), ` ${phrase({}, via)}, as `, ...rolesIn(roles)];
  }),
  MemberRolesChanged: tells(memberRolesChanged, ({ personId, roles }) => [
    'changed the roles of ',
    person(personId),
    ' to ',
    ...rolesIn(roles),
  ]),
  MemberSuspended: tells(memberSuspended, ({ personId }) => ['suspended ', person(personId)]),
  MemberReinstated: tells(memberReinstated, ({ personId }) => ['reinstated ', person(personId)]),
  MemberAccessEndSet: tells(memberAccessEndSet, ({ personId, until }) =>
    until === undefined
      ? ['let the access of ', person(personId), ' go on without an end']
      : ['set the end of the access of ', person(personId), ` to ${utc(until)}`],
  ),
  MemberRemoved: tells(memberRemoved, ({ personId, cause }) => {
    if (cause === 'access_ended') return ['ended the membership of ', person(personId), ', whose access had its end'];
    if (cause === 'erased') return ['ended the membership of ', person(personId), ', to erase them'];
    return ['removed ', person(personId), ' from the organization'];
  }),
  MemberLeft: tells(memberLeft, () => ['left the organization']), // only oneself can, so the actor says who
};
