import { erasureEnded, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Oversight } from '../../oversight/oversight';

export interface ExpireErasure {
  readonly organizationId: string;
  readonly erasureId: string;
}

/** A request that nobody answered in its time ends. */
export const expireErasure: Decide<Oversight, ExpireErasure, OversightEvent> = (
  { erasures },
  { erasureId },
  { clock },
) => {
  const erasure = erasures.all.get(erasureId);
  if (erasure?.status !== 'requested' || clock < erasure.expiresAt) return [];
  return [erasureEnded({ erasureId, personId: erasure.personId, how: 'expired' })];
};
