import { erasureApproved, refused, type OversightEvent } from '@annals/contracts';
import { plus, type Decide, type Frozen, type Instant } from '@annals/kernel';
import { mustWait, type Erasure } from '../../oversight/erasures';
import type { Oversight } from '../../oversight/oversight';
import type { Subject } from '../../oversight/subjects.port';
import { mustBeErasable } from '../request-erasure/request-erasure';

export interface ApproveErasure {
  readonly organizationId: string;
  readonly erasureId: string;
  /** The person who approves. */
  readonly by: string;
  readonly subject: Subject;
  /** So many days it can be called off. */
  readonly holdDays: number;
}

/** What an approval makes true; of the person themselves, whoever asked. */
export const approved = (
  { erasureId, personId }: Frozen<Pick<Erasure, 'erasureId' | 'personId'>>,
  { by, holdDays, now }: { readonly by: string; readonly holdDays: number; readonly now: Instant },
) =>
  erasureApproved({
    erasureId,
    personId,
    approvedBy: by,
    as: by === personId ? 'person' : 'second_person',
    dueAt: plus(now, { days: holdDays }),
  });

/**
 * E6, W8: two people are needed to erase somebody, unless it is about oneself.
 * @throws Refused ERASURE_NOT_FOUND, ERASURE_CLOSED, SELF_APPROVAL, ERASURE_BLOCKED_LAST_OWNER, LEGAL_HOLD
 */
export const approveErasure: Decide<Oversight, ApproveErasure, OversightEvent> = (
  state,
  { erasureId, by, subject, holdDays },
  { now, clock },
) => {
  const erasure = mustWait(state.erasures, erasureId, clock);
  if (erasure.requestedBy === by && erasure.personId !== by) throw refused('SELF_APPROVAL');
  mustBeErasable(state, erasure.personId, subject);
  return [approved(erasure, { by, holdDays, now })];
};
