import { Button } from '@mantine/core';
import { IconLayoutGrid, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { needsByWorkspaceQuery } from '../../api/needs';
import { botsByWorkspaceQuery, workspacesQuery } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Behind, LoadFailure } from '../../components/failure';
import { Forbidden, NoMatch } from '../../components/page-states';
import { Placeholder, SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { Filter, Pager, SearchField, Toolbar } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { useTerms } from '../../components/use-terms';
import { count, plural } from '../../format/words';
import { ByThemselves } from './by-themselves';
import { NewWorkspaceDialog } from './new-workspace-dialog';
import { PersonFilter } from './person-filter';
import { WhichOne } from './which-one';
import { WorkspaceFigures } from './workspace-figures';
import { WorkspaceRows } from './workspace-rows';
import classes from './workspaces.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/workspaces');
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
  const { search, status = 'active', person, cursor, new: dialog } = route.useSearch();
  const navigate = route.useNavigate();
  const asked = { search, person, cursor, limit: 50, ...(status === 'all' ? {} : { status }) };
  const found = useQuery(workspacesQuery(organizationId, asked));
  const bots = useQuery({ ...botsByWorkspaceQuery(organizationId), enabled: can('bots:read') });
  const needs = useQuery({ ...needsByWorkspaceQuery(organizationId), enabled: can('bots:read') });
  // The rows come with what is wrong in them: a column that comes later would push the others.
  const waits = bots.isLoading || needs.isLoading;
  const loading = (found.data === undefined && found.error === null) || waits;
  const shown = waits ? undefined : found.data;
  const unknown = [bots, needs].find(({ data, error }) => data === undefined && error !== null);
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
      <div className={classes.figures}>
        {loading && <Placeholder height={98} />}
        {shown !== undefined && <WorkspaceFigures found={shown} bots={bots.data?.items} />}
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
          value={status === 'all' ? undefined : status}
          options={states}
          onChange={(value) => {
            set({ status: value ?? 'all' });
          }}
        />
        {can('members:read') && (
          <PersonFilter
            value={person}
            onChange={(value) => {
              set({ person: value });
            }}
          />
        )}
      </Toolbar>
      <Behind error={found.failureReason} />
      {loading && <SkeletonRows />}
      {found.data === undefined && found.error !== null && (
        <LoadFailure what={say('list of workspaces')} error={found.error} retry={() => void found.refetch()} />
      )}
      {shown !== undefined && unknown?.error && (
        <LoadFailure what="state of the bots" error={unknown.error} retry={() => void unknown.refetch()} />
      )}
      {shown?.items.length === 0 &&
        (search === undefined && person === undefined && status === 'active' ? (
          <StateBox icon={IconLayoutGrid} title={say('You are in no workspace yet')}>
            Whoever looks after one can add you to it.
          </StateBox>
        ) : (
          <NoMatch
            what={say('workspaces')}
            words={[
              search === undefined ? '' : `Name has “${search}”.`,
              person === undefined ? '' : 'Somebody may enter it.',
              status === 'all' ? '' : `State is ${status}.`,
            ].join(' ')}
            clear={() => {
              set({ search: undefined, person: undefined, status: 'all' });
            }}
          />
        ))}
      {shown !== undefined && shown.items.length > 0 && (
        <WorkspaceRows rows={shown.items} needs={needs.data?.items} active={shown.active} />
      )}
      <Pager {...pages} words={['Back', 'More']} />
      {shown !== undefined && shown.archived > 0 && status === 'active' && <Archived many={shown.archived} />}
      <div className={classes.hints}>
        <WhichOne
          opened={dialog === 'choice'}
          open={(opened) => {
            set({ new: opened ? 'choice' : undefined });
          }}
          {...(can('workspaces:create') ? { makeWorkspace: () => void set({ new: 'workspace' }) } : {})}
        />
        {shown !== undefined && shown.access !== null && <ByThemselves access={shown.access} />}
      </div>
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

/** The way to what the list leaves out. */
function Archived({ many }: { many: number }) {
  const { organizationId } = useOrganization();
  return (
    <p className={classes.archived}>
      <Link to="/organizations/$organizationId/workspaces" params={{ organizationId }} search={{ status: 'archived' }}>
        {count(many)} archived
      </Link>
      , can be restored
    </p>
  );
}
