import { memberStatus, type Role } from '@annals/contracts';
import { IconUserShare } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { membersFile } from '../../api/organization';
import { useOrganization } from '../../app/frame/frame-context';
import { type Column, DataTable } from '../../components/data-table';
import { ExportButton } from '../../components/export-button';
import { Behind, LoadFailure } from '../../components/failure';
import { NoMatch } from '../../components/page-states';
import { StateBox } from '../../components/state-box';
import { SkeletonRows } from '../../components/skeleton';
import { Filter, Pager, SearchField, Toolbar } from '../../components/toolbar';
import { useChoice } from '../../components/use-choice';
import { useCursor } from '../../components/use-cursor';
import { useRoles } from '../../components/use-roles';
import { When } from '../../components/when';
import { count, personal, plural, roleNames } from '../../format/words';
import { Chosen, externalColumns, smallExternal } from './external-rows';
import classes from './people.module.css';
import { type AnyMember, Person, statusNames } from './person';
import { useMembers, useMembersFilter } from './use-members';

const route = getRouteApi('/signed-in/organizations/$organizationId/people');
type Status = AnyMember['status'];
const statuses = memberStatus.options.map((value) => ({ value, label: statusNames[value] }));

/** Everybody with access, by name; or the externals among them, with when it ends. */
export function Members({ externals = false }: { externals?: boolean }) {
  const { can, organizationId } = useOrganization();
  const { search, role, status, cursor } = route.useSearch();
  const roles = useRoles().all.map(({ role: value, name: label }) => ({ value, label }));
  const navigate = route.useNavigate();
  const filter = (next: { search?: string | undefined; role?: Role | undefined; status?: Status | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...next, cursor: undefined, row: undefined }), replace: true });
  return (
    <>
      <Toolbar end={<ExportButton href={membersFile(organizationId, useMembersFilter())} />}>
        <SearchField
          label={can('members.email:read') ? 'Search name or e-mail' : 'Search name'}
          value={search ?? ''}
          onChange={(value) => {
            filter({ search: value === '' ? undefined : value });
          }}
        />
        {!externals && (
          <Filter
            label="Role"
            value={role}
            options={roles}
            onChange={(value) => {
              filter({ role: value });
            }}
          />
        )}
        <Filter
          label="Status"
          value={status}
          options={statuses}
          onChange={(value) => {
            filter({ status: value });
          }}
        />
      </Toolbar>
      <Rows
        externals={externals}
        clear={() => {
          filter({ search: undefined, role: undefined, status: undefined });
        }}
        cursor={cursor}
      />
    </>
  );
}

interface RowsProps {
  externals: boolean;
  clear: () => void;
  cursor: string | undefined;
}

function Rows({ externals, clear, cursor }: RowsProps) {
  const { search, role, status, row } = route.useSearch();
  const navigate = route.useNavigate();
  const members = useMembers();
  const { named } = useRoles();
  const { can } = useOrganization();
  const items = members.data?.items ?? [];
  const choice = useChoice(items, { keyOf, nameOf });
  const chooses = externals && can('members.roles:change');
  const pages = useCursor(
    cursor,
    members.data?.next ?? null,
    (next) => void navigate({ search: (before) => ({ ...before, cursor: next, row: undefined }) }),
  );
  if (members.data === undefined)
    return members.error === null ? (
      <SkeletonRows />
    ) : (
      <LoadFailure what="list of people" error={members.error} retry={() => void members.refetch()} />
    );
  if (members.data.items.length === 0 && externals && search === undefined && status === undefined)
    return (
      <StateBox icon={IconUserShare} title="Nobody from outside">
        Invite somebody as External: they see only what they were given, and their access can end by itself.
      </StateBox>
    );
  if (members.data.items.length === 0)
    return (
      <NoMatch
        what="people"
        words={[
          search === undefined ? '' : `Name or e-mail has “${search}”.`,
          role === undefined ? '' : `Role is ${roleNames([role], named)}.`,
          status === undefined ? '' : `Status is ${statusNames[status]}.`,
        ].join(' ')}
        clear={clear}
      />
    );
  return (
    <>
      <Behind error={members.failureReason} />
      {choice.chosen.length > 0 && <Chosen members={choice.chosen} clear={choice.clear} />}
      <DataTable
        label={externals ? 'Externals' : 'Members'}
        columns={!externals ? columns : chooses ? [choice.column, ...externalColumns] : externalColumns}
        rows={items}
        rowKey={keyOf}
        selected={row}
        small={externals ? smallExternal(chooses ? choice.box : () => null) : small}
        open={(member) => void navigate({ search: (before) => ({ ...before, row: member.personId }) })}
      />
      <Pager {...pages}>
        {plural(members.data.total, 'person', 'people')}
        {members.data.total > members.data.items.length ? `, ${count(members.data.items.length)} shown` : ''}
      </Pager>
    </>
  );
}

const keyOf = ({ personId }: AnyMember): string => personId;
const nameOf = ({ alias }: AnyMember): string => personal(alias);

const columns: readonly Column<AnyMember>[] = [
  { key: 'person', head: 'Person', opens: true, cell: (member) => <Person member={member} /> },
  { key: 'role', head: 'Role', cell: (member) => member.roleNames.join(', ') },
  { key: 'active', head: 'Last active', end: true, cell: (member) => <When at={member.lastActiveAt} /> },
  { key: 'joined', head: 'Joined', end: true, spare: 2, cell: (member) => <When at={member.joinedAt} /> },
];

const small = (member: AnyMember, name: (content: ReactNode) => ReactNode) => (
  <>
    <div className={classes.line}>
      {name(<Person member={member} />)}
      <When at={member.lastActiveAt} />
    </div>
    <div className={classes.line}>
      <span className={classes.indent}>{member.roleNames.join(', ')}</span>
    </div>
  </>
);
