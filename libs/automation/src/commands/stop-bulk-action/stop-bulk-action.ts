import { bulkActionStopped, refused, type BulkEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import { mustHaveBegun, type Bulk } from '../../bulk/bulk';

export interface StopBulkAction {
  readonly organizationId: string;
  readonly bulkId: string;
  /** The person whose own it has to be; `anyone`: who may do so everywhere may stop everybody's. */
  readonly of: 'anyone' | string | undefined;
}

/** The rest is left as it is; nothing where there is none. @throws Refused BULK_ACTION_NOT_FOUND */
export const stopBulkAction: Decide<Bulk, StopBulkAction, BulkEvent> = (state, { bulkId, of }) => {
  mustHaveBegun(state);
  if (of !== 'anyone' && (of === undefined || state.askedBy?.personId !== of)) throw refused('BULK_ACTION_NOT_FOUND');
  return state.status === 'going_on' ? [bulkActionStopped({ bulkId })] : [];
};
