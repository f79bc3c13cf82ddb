import { bulkActionStopped, refused, type BulkEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBegun, type Bulk } from '../../bulk/bulk';

export interface StopBulkAction {
  readonly organizationId: string;
  readonly bulkId: string;
  /** Who may do so everywhere may stop everybody's. */
  readonly anyone: boolean;
  /** Otherwise it has to be this person's. */
  readonly personId: string | undefined;
}

/** The rest is left as it is; nothing where there is none. @throws Refused BULK_ACTION_NOT_FOUND */
export const stopBulkAction: Decide<Bulk, StopBulkAction, BulkEvent> = (state, { bulkId, anyone, personId }) => {
  mustHaveBegun(state);
  const isOwn = personId !== undefined && state.askedBy?.personId === personId;
  if (!anyone && !isOwn) throw refused('BULK_ACTION_NOT_FOUND');
  return state.status === 'going_on' ? [bulkActionStopped({ bulkId })] : [];
};
