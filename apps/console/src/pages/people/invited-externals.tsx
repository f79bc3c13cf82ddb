import type { Invitation } from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { invitationsQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { type Column, DataTable } from '../../components/data-table';
import { LoadFailure } from '../../components/failure';
import { invitationLooks, Status } from '../../components/status';
import { Pager } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { When } from '../../components/when';
import { count, personal } from '../../format/words';
import { AccessUntil } from './access-until';
import { InvitationActs } from './invitation-acts';
import { mayReach } from './may-reach';
import classes from './people.module.css';

type AnyInvitation = z.output<typeof Invitation>;

/** Invited as externals, and not here yet: only those who can still come. */
export function InvitedExternals() {
  const { organizationId } = useOrganization();
  const [cursor, setCursor] = useState<string>();
  const invited = useQuery(invitationsQuery(organizationId, { role: 'external', status: 'open', cursor, limit: 50 }));
  const pages = useCursor(cursor, invited.data?.next ?? null, setCursor);
  if (invited.data === undefined)
    return invited.error === null ? null : (
      <LoadFailure what="list of invited externals" error={invited.error} retry={() => void invited.refetch()} />
    );
  if (invited.data.items.length === 0) return null;
  return (
    <section className={classes.invited}>
      <h2>{count(invited.data.open)} invited</h2>
      <DataTable
        label="Invited externals"
        columns={columns}
        rows={invited.data.items}
        rowKey={({ invitationId }) => invitationId}
        small={small}
      />
      <Pager {...pages} label="Pages of who is invited" />
    </section>
  );
}

const Who = ({ invitation }: { invitation: AnyInvitation }) => (
  <span className={classes.names}>
    <b className={classes.address}>{personal(invitation.email)}</b>
    <span className={classes.email}>invited by {personal(invitation.invitedByAlias)}</span>
  </span>
);

const columns: readonly Column<AnyInvitation>[] = [
  { key: 'who', head: 'Person', cell: (invitation) => <Who invitation={invitation} /> },
  { key: 'status', head: 'Status', cell: ({ status }) => <Status look={invitationLooks[status]} /> },
  { key: 'role', head: 'Role', cell: ({ roleNames }) => roleNames.join(', ') },
  { key: 'reach', head: 'May reach', spare: 1, cell: mayReach },
  { key: 'access', head: 'Access', spare: 2, cell: ({ accessUntil }) => <AccessUntil at={accessUntil} /> },
  { key: 'ends', head: 'Link ends', end: true, cell: ({ expiresAt }) => <When at={expiresAt} /> },
  { key: 'acts', head: 'Actions', end: true, cell: (invitation) => <InvitationActs invitation={invitation} /> },
];

const small = (invitation: AnyInvitation): ReactNode => (
  <>
    <div className={classes.line}>
      <Who invitation={invitation} />
      <Status look={invitationLooks[invitation.status]} />
    </div>
    <div className={classes.line}>
      <span>{mayReach(invitation)}</span>
      <When at={invitation.expiresAt} />
    </div>
    <div className={classes.line}>
      <InvitationActs invitation={invitation} />
    </div>
  </>
);
