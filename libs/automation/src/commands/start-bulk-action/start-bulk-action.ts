import { bulkActionStarted, type BulkAct, type BulkEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { Bulk } from '../../bulk/bulk';
import type { Owner } from '../../fleet/fleet';

export interface StartBulkAction {
  readonly organizationId: string;
  readonly bulkId: string;
  readonly act: BulkAct;
  /** To how many runs it is done. */
  readonly runs: number;
  readonly askedBy: Owner | undefined;
}

/** Something begins to be done to many runs; once. */
export const startBulkAction: Decide<Bulk, StartBulkAction, BulkEvent> = ({ status }, command) => {
  if (status !== 'none') return [];
  const { bulkId, act, runs, askedBy } = command;
  return [bulkActionStarted({ bulkId, act, runs, askedBy })];
};
