import { roleName, workspaceRole, type WorkspaceMember, workspaceRoleName } from '@annals/contracts';
import { NativeSelect, UnstyledButton } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { useCommand } from '../../api/use-command';
import {
  changeWorkspaceRole,
  removeWorkspaceMember,
  type WorkspaceIds,
  workspaceMembersQuery,
} from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { PersonAvatar } from '../../components/avatar';
import { type Column, DataTable } from '../../components/data-table';
import { InlineError, LoadFailure } from '../../components/failure';
import { NoMatch } from '../../components/page-states';
import { toast } from '../../components/toasts';
import { Pager, SearchField, Toolbar } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { When } from '../../components/when';
import { personal, plural } from '../../format/words';
import classes from './workspaces.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/workspaces/$workspaceId');
type AnyMember = z.output<typeof WorkspaceMember>;

interface Props {
  ids: WorkspaceIds;
  /** Whether the reader may say who is what here. */
  assigns: boolean;
}

/** Who was added here, then who comes in by a role of the organization, which is not changed here. */
export function WorkspaceMembers({ ids, assigns }: Props) {
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
      <Toolbar>
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
            label="People of the workspace"
            columns={columnsFor({ ids, assigns })}
            rows={members.data.items}
            rowKey={(member) => member.personId}
            small={(member) => <Small member={member} ids={ids} assigns={assigns} />}
          />
          <Pager {...pages}>{plural(members.data.total, 'person', 'people')}</Pager>
        </>
      )}
    </div>
  );
}

const Person = ({ member }: { member: AnyMember }) => (
  <span className={classes.person}>
    <PersonAvatar name={personal(member.alias)} />
    <span className={classes.name}>{personal(member.alias)}</span>
  </span>
);

const from = ({ inheritedFrom, addedAt }: AnyMember): ReactNode =>
  inheritedFrom === null ? <When at={addedAt} /> : `from ${roleName(inheritedFrom) ?? 'a role'}`;

interface RowProps extends Props {
  member: AnyMember;
}

function columnsFor(props: Props): readonly Column<AnyMember>[] {
  return [
    { key: 'person', head: 'Person', cell: (member) => <Person member={member} /> },
    { key: 'role', head: 'Role here', cell: (member) => <RoleHere {...props} member={member} /> },
    { key: 'from', head: 'Added', end: true, cell: from },
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
        <span className={classes.sub}>{from(props.member)}</span>
      </div>
      <div className={classes.line}>
        <RoleHere {...props} />
        {props.assigns && <Out {...props} />}
      </div>
    </>
  );
}

/** A choice for who was added, a lock for who inherits; one's own is not changed by oneself. */
function RoleHere({ member, ids, assigns }: RowProps) {
  const { membership } = useOrganization();
  const name = personal(member.alias);
  const command = useCommand(
    (role: z.output<typeof workspaceRole>, key) =>
      changeWorkspaceRole({ ...ids, personId: member.personId, role }, key),
    {
      organizationId: ids.organizationId,
      onDone: () => {
        toast({ text: `Changed what ${name} may do here. Their role in the organization stays.` });
      },
    },
  );
  if (member.inheritedFrom !== null)
    return (
      <span className={classes.inherited}>
        <IconLock size={15} stroke={1.7} aria-hidden /> {workspaceRoleName(member.role)}
      </span>
    );
  if (!assigns || member.personId === membership.personId) return workspaceRoleName(member.role);
  return (
    <span className={classes.role}>
      <NativeSelect
        aria-label={`Role of ${name} here`}
        value={member.role}
        disabled={command.pending}
        data={workspaceRole.options.map((value) => ({ value, label: workspaceRoleName(value) }))}
        onChange={(event) => {
          const chosen = workspaceRole.safeParse(event.currentTarget.value);
          if (chosen.success) void command.run(chosen.data);
        }}
      />
      <InlineError error={command.error} />
    </span>
  );
}

function Out({ member, ids }: RowProps) {
  const { membership } = useOrganization();
  const name = personal(member.alias);
  const command = useCommand(
    (_: object, key: string) => removeWorkspaceMember({ ...ids, personId: member.personId }, key),
    {
      organizationId: ids.organizationId,
      onDone: () => {
        toast({ text: `${name} is out of this workspace, and stays in the organization.` });
      },
    },
  );
  if (member.inheritedFrom !== null || member.personId === membership.personId) return '–';
  return (
    <>
      <UnstyledButton
        className={classes.out}
        disabled={command.pending}
        aria-label={`Take ${name} out`}
        onClick={() => void command.run({})}
      >
        Take out
      </UnstyledButton>
      <InlineError error={command.error} />
    </>
  );
}
