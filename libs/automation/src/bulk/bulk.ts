import { refused, type BulkEvent } from '@annals/contracts';
import type { Frozen, Stream } from '@annals/kernel';
import type { Owner } from '../fleet/fleet';

/** Which bulk action a command is about. */
export const ofBulk = ({ organizationId, bulkId }: { readonly organizationId: string; readonly bulkId: string }) =>
  [organizationId, bulkId] as const;

/** Something that is done to many runs, as decisions see it. `none`: nobody began it. */
export interface Bulk {
  status: 'none' | 'going_on' | 'stopped' | 'over';
  act: string | undefined;
  /** Who began it, where that was a person or their key. */
  askedBy: Owner | undefined;
}

/** Stream `bulk-{organizationId}.{bulkId}`: going on (→ stopped) → over. */
export const bulk: Stream<Bulk, BulkEvent> = {
  category: 'bulk',
  initial: () => ({ status: 'none', act: undefined, askedBy: undefined }),
  evolve: {
    BulkActionStarted: (b, { data }) => {
      b.status = 'going_on';
      b.act = data.act;
      b.askedBy = data.askedBy;
    },
    BulkActionStopped: (b) => {
      b.status = 'stopped';
    },
    BulkActionCompleted: (b) => {
      b.status = 'over';
    },
  },
};

/** @throws Refused BULK_ACTION_NOT_FOUND */
export function mustHaveBegun({ status }: Frozen<Bulk>): void {
  if (status === 'none') throw refused('BULK_ACTION_NOT_FOUND');
}
