import { roleName } from '@annals/contracts';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type WorkspaceIds, workspaceMembersFile, workspaceMembersQuery } from '../../api/workspaces';
import { PersonAvatar } from '../../components/avatar';
import { type Column, DataTable } from '../../components/data-table';
import { ExportButton } from '../../components/export-button';
import { LoadFailure } from '../../components/failure';
import { NoMatch } from '../../components/page-states';
import { Pager, SearchField, Toolbar } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { useTerms } from '../../components/use-terms';
import { When } from '../../components/when';
import { count, personal, plural } from '../../format/words';
import { type AnyMember, Out, RoleHere } from './member-acts';
import classes from './workspaces.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/workspaces/$workspaceId');

interface Props {
  ids: WorkspaceIds;
  /** Whether the reader may say who is what here. */
  assigns: boolean;
}

/** Who was added here, who is invited, then who comes in by a role of the organization, which is not changed here. */
export function WorkspaceMembers({ ids, assigns }: Props) {
  const say = useTerms();
  const { search, cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const members = useQuery(workspaceMembersQuery(ids, { search, cursor, limit: 50 }));
  const look = (text: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, search: text, cursor: undefined }), replace: true });
  const pages = useCursor(
    cursor,
    members.data?.next ?? null,
    (to) => void navigate({ search: (before) => ({ ...before, cursor: to }) }),
  );
  return (
    <div>
      <Toolbar end={<ExportButton href={workspaceMembersFile(ids, search)} />}>
        <SearchField
          label="Search name"
          value={search ?? ''}
          onChange={(value) => {
            look(value === '' ? undefined : value);
          }}
        />
      </Toolbar>
      {members.data === undefined && members.error !== null && (
        <LoadFailure what="list of people" error={members.error} retry={() => void members.refetch()} />
      )}
      {members.data?.items.length === 0 && (
        <NoMatch
          what="people"
          words={`Name has “${search ?? ''}”.`}
          clear={() => {
            look(undefined);
          }}
        />
      )}
      {members.data !== undefined && members.data.items.length > 0 && (
        <>
          <DataTable
            label={say('People of the workspace')}
            columns={columnsFor({ ids, assigns })}
            rows={members.data.items}
            rowKey={(member) => member.personId}
            small={(member) => <Small member={member} ids={ids} assigns={assigns} />}
          />
          <Pager {...pages}>
            {plural(members.data.total - members.data.invited, 'person', 'people')}
            {members.data.invited > 0 && `, ${count(members.data.invited)} invited`}
          </Pager>
        </>
      )}
    </div>
  );
}

function Person({ member: { alias, invitation, status } }: { member: AnyMember }) {
  if (invitation === null)
    return (
      <span className={classes.person}>
        <PersonAvatar name={personal(alias)} />
        <span className={classes.name}>{personal(alias)}</span>
        {status === 'suspended' && <span className={classes.suspended}>Suspended</span>}
      </span>
    );
  return (
    <span className={classes.person}>
      <span className={classes.mail}>
        <IconMail size={15} stroke={1.7} aria-hidden />
      </span>
      <span>
        <span className={classes.name}>{invitation.email === undefined ? 'Somebody' : personal(invitation.email)}</span>
        <span className={classes.zone}>
          invited, link ends <When at={invitation.expiresAt} />
        </span>
      </span>
    </span>
  );
}

const from = ({ inheritedFrom, addedAt }: AnyMember): ReactNode =>
  inheritedFrom === null ? <When at={addedAt} /> : `from ${roleName(inheritedFrom) ?? 'a role'}`;

const active = ({ invitation, lastActiveAt }: AnyMember): ReactNode =>
  invitation === null ? <When at={lastActiveAt} /> : 'Invited';

interface RowProps extends Props {
  member: AnyMember;
}

function columnsFor(props: Props): readonly Column<AnyMember>[] {
  return [
    { key: 'person', head: 'Person', cell: (member) => <Person member={member} /> },
    { key: 'role', head: 'Role here', cell: (member) => <RoleHere {...props} member={member} /> },
    { key: 'from', head: 'Added', end: true, spare: 2, cell: from },
    { key: 'active', head: 'Last active', end: true, spare: 1, cell: active },
    ...(props.assigns
      ? [{ key: 'acts', head: 'Actions', end: true, cell: (member: AnyMember) => <Out {...props} member={member} /> }]
      : []),
  ];
}

function Small(props: RowProps) {
  return (
    <>
      <div className={classes.line}>
        <Person member={props.member} />
        {props.member.invitation === null && <span className={classes.sub}>{from(props.member)}</span>}
      </div>
      <div className={classes.line}>
        <RoleHere {...props} />
        {props.assigns && props.member.invitation === null && <Out {...props} />}
      </div>
    </>
  );
}
