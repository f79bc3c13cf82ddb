import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { type Checkpoint, checkpointsQuery } from '../../api/proofs';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { type Column, DataTable } from '../../components/data-table';
import { LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { Pager } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { exact } from '../../format/time';
import { count } from '../../format/words';
import { rootWords } from '../../verify/words';
import classes from './proofs.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/proofs');

const columns: readonly Column<Checkpoint>[] = [
  { key: 'number', head: 'Checkpoint', cell: ({ number }) => <b>{count(number)}</b> },
  { key: 'size', head: 'Entries', cell: ({ entries }) => count(entries), end: true },
  { key: 'root', head: 'Root', cell: ({ root }) => <span className={classes.hash}>{rootWords(root)}</span>, spare: 1 },
  { key: 'signed', head: 'Signed', cell: ({ signedAt }) => exact(signedAt) },
];

/** What was signed, newest first. */
export function Checkpoints() {
  const { organizationId } = useOrganization();
  const { cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const read = useQuery(checkpointsQuery(organizationId, cursor));
  const pages = useCursor(cursor, read.data?.next ?? null, (to) => void navigate({ search: { cursor: to } }));
  return (
    <Box title="Checkpoints">
      {read.data === undefined ? (
        read.error === null ? (
          <SkeletonRows />
        ) : (
          <LoadFailure what="list of checkpoints" error={read.error} retry={() => void read.refetch()} />
        )
      ) : read.data.items.length === 0 ? (
        <p className={classes.boxed}>None yet. The first one is signed within a minute.</p>
      ) : (
        <>
          <div className={classes.flush}>
            <DataTable
              label="Checkpoints"
              columns={columns}
              rows={read.data.items}
              rowKey={({ number }) => number}
              small={({ number, entries, root, signedAt }) => (
                <>
                  <span className={classes.small}>
                    <b>{count(number)}</b>
                    <span>{count(entries)} entries</span>
                  </span>
                  <span className={classes.hash}>{rootWords(root)}</span>
                  <span className={classes.help}>{exact(signedAt)}</span>
                </>
              )}
            />
          </div>
          <Pager {...pages} />
        </>
      )}
    </Box>
  );
}
