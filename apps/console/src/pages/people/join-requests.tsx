import type { JoinRequest } from '@annals/contracts';
import { IconUserQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { joinRequestsQuery } from '../../api/join-requests';
import { useOrganization } from '../../app/frame/frame-context';
import { type Column, DataTable } from '../../components/data-table';
import { Behind, LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { joinRequestLook, Status } from '../../components/status';
import { Pager } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { When } from '../../components/when';
import { personal } from '../../format/words';
import { JoinRequestActs } from './join-request-acts';
import classes from './people.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/people');
type AnyRequest = z.output<typeof JoinRequest>;

/** Who asks to belong, newest first, and what became of it. */
export function JoinRequests() {
  const { organizationId } = useOrganization();
  const { cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const requests = useQuery(joinRequestsQuery(organizationId, { cursor, limit: 50 }));
  const pages = useCursor(
    cursor,
    requests.data?.next ?? null,
    (next) => void navigate({ search: (before) => ({ ...before, cursor: next }) }),
  );
  if (requests.data === undefined)
    return requests.error === null ? (
      <SkeletonRows />
    ) : (
      <LoadFailure what="list of requests" error={requests.error} retry={() => void requests.refetch()} />
    );
  if (requests.data.items.length === 0)
    return (
      <StateBox icon={IconUserQuestion} title="Nobody has asked to join">
        People can ask where a policy lets strangers find the organization, or a domain of theirs lets them ask.
      </StateBox>
    );
  return (
    <>
      <Behind error={requests.failureReason} />
      <DataTable
        label="Requests"
        columns={columns}
        rows={requests.data.items}
        rowKey={(request) => request.requestId}
        small={small}
      />
      <p className={classes.note}>A request waits for 14 days. Whoever asked gets a mail about the answer.</p>
      <Pager {...pages} />
    </>
  );
}

const Who = ({ request }: { request: AnyRequest }) => (
  <span className={classes.names}>
    <b className={classes.address}>{personal(request.alias)}</b>
    <span className={classes.email}>{personal(request.email)}</span>
  </span>
);
const ends = (request: AnyRequest) => (request.status === 'open' ? <When at={request.expiresAt} /> : '–');

const columns: readonly Column<AnyRequest>[] = [
  { key: 'who', head: 'Who', cell: (request) => <Who request={request} /> },
  { key: 'status', head: 'Status', cell: (request) => <Status look={joinRequestLook(request.status)} /> },
  { key: 'why', head: 'Why', cell: (request) => <span className={classes.said}>{request.message ?? '–'}</span> },
  { key: 'asked', head: 'Asked', end: true, spare: 1, cell: (request) => <When at={request.askedAt} /> },
  { key: 'ends', head: 'Waits until', end: true, spare: 2, cell: ends },
  { key: 'acts', head: 'Actions', end: true, cell: (request) => <JoinRequestActs request={request} /> },
];

const small = (request: AnyRequest): ReactNode => (
  <>
    <div className={classes.line}>
      <Who request={request} />
      <Status look={joinRequestLook(request.status)} />
    </div>
    {request.message !== null && <p className={classes.said}>{request.message}</p>}
    {request.status === 'open' && (
      <div className={classes.line}>
        <JoinRequestActs request={request} />
      </div>
    )}
  </>
);
