import { bulkActionCompleted, type BulkEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Bulk } from '../../bulk/bulk';

export interface CompleteBulkAction {
  readonly organizationId: string;
  readonly bulkId: string;
  readonly done: number;
  readonly refused: number;
  readonly left: number;
}

/** All of its runs have come to something. */
export const completeBulkAction: Decide<Bulk, CompleteBulkAction, BulkEvent> = (
  { status },
  { bulkId, done, refused, left },
) => (status === 'going_on' || status === 'stopped' ? [bulkActionCompleted({ bulkId, done, refused, left })] : []);
