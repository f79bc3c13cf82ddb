import { z } from 'zod';
import { defineEvent, type EventOf } from '../../define-event';
import { role } from '../../roles';
import { alias, email, id, instant, word } from '../../words';

export const memberAdded = defineEvent('MemberAdded', {
  data: {
    personId: id,
    userId: id,
    roles: z.array(role).min(1),
    via: word(['creation', 'invitation', 'domain', 'request']),
    /** Of an external: when their access ends by itself. */
    accessUntil: instant.optional(),
  },
  personal: { email, alias },
  of: 'personId',
});
export const memberRolesChanged = defineEvent('MemberRolesChanged', {
  data: { personId: id, roles: z.array(role).min(1) },
});
/** When the access of an external ends by itself; without `until` it does not. */
export const memberAccessEndSet = defineEvent('MemberAccessEndSet', {
  data: { personId: id, until: instant.optional() },
});
export const memberReinstated = defineEvent('MemberReinstated', { data: { personId: id } });
/**
 * What becomes of the bots of somebody who goes: each to a member or, without `to`, held until somebody takes it;
 * `others` is about those that are not named. The context whose things they are carries it out.
 */
const plan = z.object({ bots: z.array(z.object({ botId: id, to: id.optional() })), others: id.optional() });
/** Still listed, and out everywhere until reinstated; what they own does not run on as theirs. */
export const memberSuspended = defineEvent('MemberSuspended', { data: { personId: id, plan: plan.optional() } });
export const memberRemoved = defineEvent('MemberRemoved', {
  /** `cause`: nobody removed them, their access came to its end, or they are about to be erased. */
  data: { personId: id, plan: plan.optional(), cause: word(['access_ended', 'erased']).optional() },
});
export const memberLeft = defineEvent('MemberLeft', { data: { personId: id, plan: plan.optional() } });

export const peopleEvents = {
  memberAdded,
  memberRolesChanged,
  memberAccessEndSet,
  memberSuspended,
  memberReinstated,
  memberRemoved,
  memberLeft,
};
export type PeopleEvent = EventOf<(typeof peopleEvents)[keyof typeof peopleEvents]>;
