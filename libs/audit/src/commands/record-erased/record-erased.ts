import { subjectErased, type OversightEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Oversight } from '../../oversight/oversight';

export interface RecordErased {
  readonly organizationId: string;
  readonly erasureId: string;
}

/** The key is destroyed, which nothing undoes. */
export const recordErased: Decide<Oversight, RecordErased, OversightEvent> = ({ erasures }, { erasureId }) => {
  const erasure = erasures.all.get(erasureId);
  if (erasure?.status !== 'begun') return [];
  return [subjectErased({ erasureId, personId: erasure.personId })];
};
