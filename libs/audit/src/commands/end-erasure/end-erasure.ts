import { erasureEnded, refused, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustBeOpen, mustWait } from '../../oversight/erasures';
import type { Oversight } from '../../oversight/oversight';

export interface EndErasure {
  readonly organizationId: string;
  readonly erasureId: string;
}

/** Takes a request back, or calls off what has not begun yet. @throws Refused ERASURE_NOT_FOUND, ERASURE_CLOSED */
export const withdrawErasure: Decide<Oversight, EndErasure, OversightEvent> = (
  { erasures },
  { erasureId },
  { clock },
) => {
  const { personId, status } = mustBeOpen(erasures, erasureId, clock);
  return [erasureEnded({ erasureId, personId, how: status === 'approved' ? 'called_off' : 'withdrawn' })];
};

/** Turns a request down. @throws Refused ERASURE_NOT_FOUND, ERASURE_CLOSED */
export const rejectErasure: Decide<Oversight, EndErasure, OversightEvent> = (
  { erasures },
  { erasureId },
  { clock },
) => {
  const { personId } = mustWait(erasures, erasureId, clock);
  return [erasureEnded({ erasureId, personId, how: 'rejected' })];
};

export interface KeepMe {
  readonly organizationId: string;
  readonly personId: string;
}

/** Calls off one's own erasure, whoever asked for it. @throws Refused ERASURE_NOT_FOUND, ERASURE_CLOSED */
export const keepMe: Decide<Oversight, KeepMe, OversightEvent> = (state, { organizationId, personId }, facts) => {
  const erasureId = state.erasures.openOf.get(personId);
  if (erasureId === undefined) throw refused('ERASURE_NOT_FOUND');
  return withdrawErasure(state, { organizationId, erasureId }, facts);
};
