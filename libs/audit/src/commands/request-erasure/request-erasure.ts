import {
  ERASURE_WAITS,
  erasureEnded,
  erasureRequested,
  MOST_OPEN_ERASURES,
  refused,
  type OversightEvent,
} from '@annals/contracts';
import { plus, type Decide, type Facts, type Frozen } from '@annals/kernel';
import type { AssetsSettled } from '../../oversight/erasures';
import { mustNotBeHeld } from '../../oversight/legal-holds';
import type { Oversight } from '../../oversight/oversight';
import type { Subject } from '../../oversight/subjects.port';

export interface RequestErasure {
  readonly organizationId: string;
  readonly personId: string;
  /** The person who asks. */
  readonly by: string;
  readonly subject: Subject;
  /** What becomes of what they own. */
  readonly plan?: AssetsSettled;
  readonly why?: string | undefined;
}

/** @throws Refused ERASURE_BLOCKED_LAST_OWNER, LEGAL_HOLD */
export function mustBeErasable({ holds }: Frozen<Oversight>, personId: string, { isLastOwner }: Subject): void {
  if (isLastOwner) throw refused('ERASURE_BLOCKED_LAST_OWNER');
  mustNotBeHeld(holds, personId);
}

/** A request that nobody answered in time and that the timer has not closed yet is closed first. */
export function requested(
  { erasures }: Frozen<Oversight>,
  { personId, by, subject, plan, why }: RequestErasure,
  { now, clock, id }: Facts,
): OversightEvent[] {
  const open = erasures.all.get(erasures.openOf.get(personId) ?? '');
  const isOver = open?.status === 'requested' && clock >= open.expiresAt;
  if (open && !isOver) throw refused('ERASURE_OPEN', { erasureId: open.erasureId });
  if (!open && erasures.openOf.size >= MOST_OPEN_ERASURES)
    throw refused('ERASURES_LIMIT_REACHED', { limit: MOST_OPEN_ERASURES });
  const data = { erasureId: id('erasure'), personId, standing: subject.standing, requestedBy: by };
  return [
    ...(open ? [erasureEnded({ erasureId: open.erasureId, personId, how: 'expired' })] : []),
    erasureRequested({ ...data, expiresAt: plus(now, ERASURE_WAITS), ...(plan && { plan }) }, { why }),
  ];
}

/**
 * E6: asks to erase somebody. Nothing is decided by it: somebody else approves, or the person themselves.
 * @throws Refused SUBJECT_ERASED, ERASURE_OPEN, ERASURES_LIMIT_REACHED, ERASURE_BLOCKED_LAST_OWNER, LEGAL_HOLD
 */
export const requestErasure: Decide<Oversight, RequestErasure, OversightEvent> = (state, command, facts) => {
  if (state.erasures.all.has(facts.id('erasure'))) return [];
  if (state.erasures.erased.has(command.personId)) throw refused('SUBJECT_ERASED');
  mustBeErasable(state, command.personId, command.subject);
  return requested(state, command, facts);
};
