import type { Workspace } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconLayoutGrid, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { workspacesQuery } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { type Column, DataTable } from '../../components/data-table';
import { Behind, LoadFailure } from '../../components/failure';
import { Forbidden, NoMatch } from '../../components/page-states';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { Filter, Pager, SearchField, Toolbar } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { useTerms } from '../../components/use-terms';
import { When } from '../../components/when';
import { count, plural } from '../../format/words';
import { NewWorkspaceDialog } from './new-workspace-dialog';
import { WhichOne } from './which-one';
import classes from './workspaces.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/workspaces');
type AnyWorkspace = z.output<typeof Workspace>;
const states = [
  { value: 'active', label: 'Active' },
  { value: 'archived', label: 'Archived' },
] as const;

/** The workspaces that the reader may enter, by name. */
export function WorkspacesPage() {
  const { can } = useOrganization();
  const say = useTerms();
  return (
    <Page title={say('Workspaces')}>
      {can('workspaces:list_all') ? <Workspaces /> : <Forbidden what={say('workspaces')} needs="workspaces:list_all" />}
    </Page>
  );
}

function Workspaces() {
  const { organizationId, can } = useOrganization();
  const say = useTerms();
  const { search, status, cursor, new: dialog } = route.useSearch();
  const navigate = route.useNavigate();
  const found = useQuery(workspacesQuery(organizationId, { search, status, cursor, limit: 50 }));
  const set = (next: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: (before) => ({ ...before, cursor: undefined, ...next }), replace: true });
  const pages = useCursor(
    cursor,
    found.data?.next ?? null,
    (to) => void navigate({ search: (before) => ({ ...before, cursor: to }) }),
  );
  return (
    <>
      <div className={classes.head}>
        <div>
          <h2 className={classes.title}>
            {found.data === undefined ? say('Workspaces') : plural(found.data.active, say('workspace'))}
          </h2>
          <p>Each has its own people and bots. They share one history.</p>
        </div>
        {can('workspaces:create') && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
            data-new
            data-compact
            onClick={() => {
              set({ new: 'workspace' });
            }}
          >
            {say('New workspace')}
          </Button>
        )}
      </div>
      <Toolbar>
        <SearchField
          label={say('Search workspaces')}
          value={search ?? ''}
          onChange={(value) => {
            set({ search: value === '' ? undefined : value });
          }}
        />
        <Filter
          label="State"
          value={status}
          options={states}
          onChange={(value) => {
            set({ status: value });
          }}
        />
      </Toolbar>
      <Behind error={found.failureReason} />
      {found.data === undefined &&
        (found.error === null ? (
          <SkeletonRows />
        ) : (
          <LoadFailure what={say('list of workspaces')} error={found.error} retry={() => void found.refetch()} />
        ))}
      {found.data?.items.length === 0 &&
        (search === undefined && status === undefined ? (
          <StateBox icon={IconLayoutGrid} title={say('You are in no workspace yet')}>
            Whoever looks after one can add you to it.
          </StateBox>
        ) : (
          <NoMatch
            what={say('workspaces')}
            words={[
              search === undefined ? '' : `Name has “${search}”.`,
              status === undefined ? '' : `State is ${status}.`,
            ].join(' ')}
            clear={() => {
              set({ search: undefined, status: undefined });
            }}
          />
        ))}
      {found.data !== undefined && found.data.items.length > 0 && (
        <DataTable
          label={say('Workspaces')}
          columns={columns(say)}
          rows={found.data.items}
          rowKey={(each) => each.workspaceId}
          small={small}
        />
      )}
      <Pager {...pages} />
      <WhichOne
        opened={dialog === 'choice'}
        open={(opened) => {
          set({ new: opened ? 'choice' : undefined });
        }}
        {...(can('workspaces:create') ? { makeWorkspace: () => void set({ new: 'workspace' }) } : {})}
      />
      {can('workspaces:create') && (
        <NewWorkspaceDialog
          opened={dialog === 'workspace'}
          close={() => {
            set({ new: undefined });
          }}
          made={(workspaceId) =>
            void navigate({
              to: '/organizations/$organizationId/workspaces/$workspaceId',
              params: { organizationId, workspaceId },
            })
          }
        />
      )}
    </>
  );
}

function Name({ workspace }: { workspace: AnyWorkspace }) {
  const { organizationId } = useOrganization();
  return (
    <span>
      <Link
        className={classes.name}
        to="/organizations/$organizationId/workspaces/$workspaceId"
        params={{ organizationId, workspaceId: workspace.workspaceId }}
      >
        {workspace.name}
      </Link>
      {workspace.timeZone !== null && <span className={classes.zone}>{workspace.timeZone}</span>}
    </span>
  );
}

const state = ({ archivedAt }: AnyWorkspace) =>
  archivedAt === null ? (
    'Active'
  ) : (
    <>
      Archived <When at={archivedAt} />
    </>
  );

const columns = (say: (words: string) => string): readonly Column<AnyWorkspace>[] => [
  { key: 'name', head: say('Workspace'), cell: (workspace) => <Name workspace={workspace} /> },
  { key: 'state', head: 'State', cell: state },
  { key: 'people', head: 'People added', end: true, cell: ({ people }) => (people === null ? '–' : count(people)) },
  { key: 'bots', head: 'Bots', end: true, cell: ({ bots }) => count(bots) },
  { key: 'created', head: 'Created', end: true, spare: 2, cell: ({ createdAt }) => <When at={createdAt} /> },
];

const small = (workspace: AnyWorkspace): ReactNode => (
  <>
    <div className={classes.line}>
      <Name workspace={workspace} />
      <span>{state(workspace)}</span>
    </div>
    <div className={classes.line}>
      <span className={classes.sub}>
        {workspace.people !== null && <>{plural(workspace.people, 'person', 'people')} added · </>}
        {plural(workspace.bots, 'bot')}
      </span>
    </div>
  </>
);
