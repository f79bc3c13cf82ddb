import type { BulkAction } from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { bulkActionsQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { SidePanel } from '../../app/frame/side-panel';
import { LoadFailure } from '../../components/failure';
import { StillWaiting } from '../../components/skeleton';
import { Pager } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { When } from '../../components/when';
import { BulkStop } from './bulk-progress';
import { farWords, wordsOf } from './bulk-words';
import { actorName } from './query';
import classes from './runs.module.css';

/** What was done to many runs at once: who did it, how far it is, and its end while it goes on. */
export function BulkList({ close }: { close: () => void }) {
  const { organizationId } = useOrganization();
  const [cursor, setCursor] = useState<string>();
  const found = useQuery(bulkActionsQuery(organizationId, cursor));
  const pages = useCursor(cursor, found.data?.next ?? null, setCursor);
  return (
    <SidePanel
      label="Bulk actions"
      place={{ of: '', previous: undefined, next: undefined }}
      close={close}
      head={
        <>
          <h2 className={classes.title}>Bulk actions</h2>
          <p className={classes.time}>What was done to many runs at once. Choose runs in the list to begin one.</p>
        </>
      }
    >
      {found.data === undefined ? (
        found.error === null ? (
          <StillWaiting />
        ) : (
          <LoadFailure what="bulk actions" error={found.error} retry={() => void found.refetch()} />
        )
      ) : found.data.items.length === 0 ? (
        <p className={classes.time}>None yet.</p>
      ) : (
        <>
          <ul className={classes.actions}>
            {found.data.items.map((action) => (
              <One key={action.bulkId} action={action} />
            ))}
          </ul>
          <Pager {...pages} label="Pages of bulk actions" />
        </>
      )}
    </SidePanel>
  );
}

function One({ action }: { action: z.output<typeof BulkAction> }) {
  return (
    <li>
      <b>{wordsOf(action)}</b>
      <span className={classes.time}>
        {actorName(action.startedBy)}, <When at={action.startedAt} />
      </span>
      <span>{farWords(action)}</span>
      {action.endedAt === null && !action.stopped && <BulkStop bulkId={action.bulkId} />}
    </li>
  );
}
