import type { Invitation } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { invitationsQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { type Column, DataTable } from '../../components/data-table';
import { Behind, LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { invitationLooks, Status } from '../../components/status';
import { Pager } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { When } from '../../components/when';
import { personal } from '../../format/words';
import { InvitationActs } from './invitation-acts';
import classes from './people.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/people');
type AnyInvitation = z.output<typeof Invitation>;

/** Open and closed invitations, newest first. */
export function Invitations() {
  const { organizationId, can } = useOrganization();
  const { cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const invitations = useQuery(invitationsQuery(organizationId, { cursor, limit: 50 }));
  const pages = useCursor(
    cursor,
    invitations.data?.next ?? null,
    (next) => void navigate({ search: (before) => ({ ...before, cursor: next }) }),
  );
  if (invitations.data === undefined)
    return invitations.error === null ? (
      <SkeletonRows />
    ) : (
      <LoadFailure what="list of invitations" error={invitations.error} retry={() => void invitations.refetch()} />
    );
  if (invitations.data.items.length === 0)
    return (
      <StateBox
        icon={IconMail}
        title="Nobody has been invited yet"
        actions={
          can('invitations:manage') && (
            <Button
              variant="default"
              onClick={() => void navigate({ search: (before) => ({ ...before, new: 'invitation' }) })}
            >
              Invite people
            </Button>
          )
        }
      >
        Invitations appear here until they are accepted, and stay with how they ended.
      </StateBox>
    );
  return (
    <>
      <Behind error={invitations.failureReason} />
      <DataTable
        label="Invitations"
        columns={columns}
        rows={invitations.data.items}
        rowKey={(invitation) => invitation.invitationId}
        small={small}
      />
      <p className={classes.note}>An invitation works for 7 days and only for its address.</p>
      <Pager {...pages} />
    </>
  );
}

const State = ({ invitation }: { invitation: AnyInvitation }) => <Status look={invitationLooks[invitation.status]} />;

/** One that expired can be sent again, so it still has acts. */
const pending = ({ status }: AnyInvitation) => status === 'open' || status === 'expired';
const expires = (invitation: AnyInvitation) => (pending(invitation) ? <When at={invitation.expiresAt} /> : '–');

const columns: readonly Column<AnyInvitation>[] = [
  {
    key: 'email',
    head: 'E-mail',
    cell: (invitation) => <b className={classes.address}>{personal(invitation.email)}</b>,
  },
  { key: 'status', head: 'Status', cell: (invitation) => <State invitation={invitation} /> },
  { key: 'role', head: 'Role', cell: (invitation) => invitation.roleNames.join(', ') },
  { key: 'by', head: 'Invited by', spare: 1, cell: (invitation) => personal(invitation.invitedByAlias) },
  { key: 'mailed', head: 'Mail sent', end: true, spare: 2, cell: (invitation) => <When at={invitation.mailedAt} /> },
  { key: 'expires', head: 'Expires', end: true, cell: expires },
  { key: 'acts', head: 'Actions', end: true, cell: (invitation) => <InvitationActs invitation={invitation} /> },
];

const small = (invitation: AnyInvitation): ReactNode => (
  <>
    <div className={classes.line}>
      <b className={classes.address}>{personal(invitation.email)}</b>
      <State invitation={invitation} />
    </div>
    <div className={classes.line}>
      <span>{invitation.roleNames.join(', ')}</span>
      {expires(invitation)}
    </div>
    {pending(invitation) && (
      <div className={classes.line}>
        <InvitationActs invitation={invitation} />
      </div>
    )}
  </>
);
