import { erasureBegun, refused, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Oversight } from '../../oversight/oversight';
import type { Subject } from '../../oversight/subjects.port';
import { mustBeErasable } from '../request-erasure/request-erasure';

export interface BeginErasure {
  readonly organizationId: string;
  readonly erasureId: string;
  /** undefined: nobody of that id is there any more. */
  readonly subject: Subject | undefined;
}

/**
 * The days are over in which it could be called off: from here on it is carried out, whatever is asked afterwards.
 * @throws Refused ERASURE_CLOSED before its time and where it has ended, ERASURE_BLOCKED_LAST_OWNER, LEGAL_HOLD
 */
export const beginErasure: Decide<Oversight, BeginErasure, OversightEvent> = (
  state,
  { erasureId, subject },
  { clock },
) => {
  const erasure = state.erasures.all.get(erasureId);
  if (erasure?.status === 'begun' || erasure?.status === 'erased') return [];
  if (erasure?.dueAt === undefined || erasure.status !== 'approved' || clock < erasure.dueAt)
    throw refused('ERASURE_CLOSED');
  const { personId } = erasure;
  mustBeErasable(state, personId, subject ?? { standing: 'former_member', isLastOwner: false });
  return [erasureBegun({ erasureId, personId })];
};
