import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { role } from '../../roles';
import { alias, email, id, word } from '../../words';

export const memberAdded = defineEvent('MemberAdded', {
  data: { personId: id, userId: id, roles: z.array(role).min(1), via: word(['creation', 'invitation']) },
  personal: { email, alias },
  of: 'personId',
});
export const memberRolesChanged = defineEvent('MemberRolesChanged', {
  data: { personId: id, roles: z.array(role).min(1) },
});
export const memberRemoved = defineEvent('MemberRemoved', { data: { personId: id } });
/** Still listed, and out everywhere until reinstated. */
export const memberSuspended = defineEvent('MemberSuspended', { data: { personId: id } });
export const memberReinstated = defineEvent('MemberReinstated', { data: { personId: id } });
export const memberLeft = defineEvent('MemberLeft', { data: { personId: id } });

export const peopleEvents = {
  memberAdded,
  memberRolesChanged,
  memberSuspended,
  memberReinstated,
  memberRemoved,
  memberLeft,
};
export type PeopleEvent = EventOf<(typeof peopleEvents)[keyof typeof peopleEvents]>;
