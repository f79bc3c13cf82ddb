import { refused, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustWait } from '../../oversight/erasures';
import type { Oversight } from '../../oversight/oversight';
import { approved } from '../approve-erasure/approve-erasure';
import { mustBeErasable, requested, type RequestErasure } from '../request-erasure/request-erasure';

export interface EraseMe extends Omit<RequestErasure, 'by'> {
  readonly holdDays: number;
}

/**
 * E6: whoever it is about needs nobody else: asks and approves in one, or approves what somebody asked for.
 * @throws Refused SUBJECT_ERASED, ERASURES_LIMIT_REACHED, ERASURE_BLOCKED_LAST_OWNER, LEGAL_HOLD
 */
export const eraseMe: Decide<Oversight, EraseMe, OversightEvent> = (state, command, facts) => {
  const { personId, subject, holdDays } = command;
  const { erasures } = state;
  if (erasures.erased.has(personId)) throw refused('SUBJECT_ERASED');
  const by = { by: personId, holdDays, now: facts.now };
  const open = erasures.all.get(erasures.openOf.get(personId) ?? '');
  if (open?.status === 'approved') return [];
  mustBeErasable(state, personId, subject);
  if (open && facts.clock < open.expiresAt) return [approved(mustWait(erasures, open.erasureId, facts.clock), by)];
  return [
    ...requested(state, { ...command, by: personId }, facts),
    approved({ erasureId: facts.id('erasure'), personId }, by),
  ];
};
