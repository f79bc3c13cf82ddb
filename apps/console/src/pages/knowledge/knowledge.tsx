import { type KnowledgeSources, sourceState } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconBooks, IconPlus } from '@tabler/icons-react';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { sourcesQuery } from '../../api/knowledge';
import { botsQuery } from '../../api/queries';
import { type WorkspaceIds, workspaceQuery } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Behind, LoadFailure } from '../../components/failure';
import { Forbidden, NoMatch } from '../../components/page-states';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { Filter, Pager, SearchField, Toolbar } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { useTerms } from '../../components/use-terms';
import { plural } from '../../format/words';
import { WorkspaceTabs } from '../workspaces/workspace-tabs';
import { AddSourceDialog } from './add-source';
import { Attention } from './attention';
import { Gone } from './gone';
import classes from './knowledge.module.css';
import { Rail } from './rail';
import { SourcePanel } from './source-panel';
import { SourcesTable } from './sources-table';
import { stateWords } from './words';

const route = getRouteApi('/signed-in/organizations/$organizationId/workspaces/$workspaceId/knowledge');
const states = sourceState.options.map((value) => ({ value, label: stateWords[value] }));

/** What bots of a workspace may read. */
export function KnowledgePage() {
  const { organizationId, can } = useOrganization();
  const say = useTerms();
  const { workspaceId } = route.useParams();
  const ids = { organizationId, workspaceId };
  const { search, state, bot: botId, cursor, row } = route.useSearch();
  const navigate = route.useNavigate();
  const workspace = useQuery(workspaceQuery(ids));
  const reads = can('knowledge:read', workspaceId);
  const sources = useQuery({ ...sourcesQuery(ids, { search, state, botId, cursor, limit: 50 }), enabled: reads });
  const show = (sourceId: string | undefined) =>
    void navigate({ search: (before) => ({ ...before, row: sourceId }), replace: true });
  const way = (
    <>
      <Link to="/organizations/$organizationId/workspaces" params={{ organizationId }}>
        {say('Workspaces')}
      </Link>{' '}
      /{' '}
      <Link to="/organizations/$organizationId/workspaces/$workspaceId" params={ids}>
        {workspace.data?.name ?? say('Workspace')}
      </Link>
    </>
  );
  return (
    <Page
      title="Knowledge"
      way={way}
      panel={
        row !== undefined && reads ? (
          <SourcePanel
            ids={ids}
            sourceId={row}
            sources={sources.data?.items ?? []}
            open={show}
            close={() => {
              show(undefined);
            }}
          />
        ) : undefined
      }
    >
      {reads ? (
        <>
          <Behind error={sources.failureReason} />
          <Content ids={ids} sources={sources} show={show} />
        </>
      ) : (
        <Forbidden what="knowledge of this workspace" needs="knowledge:read" />
      )}
    </Page>
  );
}

interface ContentProps {
  ids: WorkspaceIds;
  sources: UseQueryResult<z.output<typeof KnowledgeSources>>;
  show: (sourceId: string | undefined) => void;
}

function Content({ ids, sources, show }: ContentProps) {
  const { can } = useOrganization();
  const workspace = useQuery(workspaceQuery(ids));
  const { new: dialog } = route.useSearch();
  const navigate = route.useNavigate();
  const failed = [sources, workspace].find(({ data, error }) => data === undefined && error !== null);
  if (failed?.error) return <LoadFailure what="knowledge" error={failed.error} retry={() => void failed.refetch()} />;
  if (sources.data === undefined || workspace.data === undefined) return <SkeletonRows />;
  const { capacity, items } = sources.data;
  const adds = can('knowledge:manage', ids.workspaceId) && workspace.data.status === 'active';
  const open = (isOpen: boolean) =>
    void navigate({ search: (before) => ({ ...before, new: isOpen ? 'source' : undefined }), replace: true });
  const [worst] = items.filter(({ workspaceId, failure, state, sync }) =>
    workspaceId === ids.workspaceId && sync === null ? failure !== null || state === 'missing' : false,
  );
  return (
    <>
      <div className={classes.head}>
        <h2 className={classes.title}>{workspace.data.name}</h2>
        {adds && (
          <Button
            leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
            data-new
            data-compact
            onClick={() => {
              open(true);
            }}
          >
            Add source
          </Button>
        )}
      </div>
      <WorkspaceTabs ids={ids} />
      {worst !== undefined && <Attention ids={ids} source={worst} failures={capacity.failures} />}
      <Gone ids={ids} gone={sources.data.gone} />
      <div className={classes.columns}>
        <List ids={ids} sources={sources} show={show} add={adds ? () => void open(true) : undefined} />
        <Rail ids={ids} capacity={capacity} sources={items} />
      </div>
      {adds && (
        <AddSourceDialog
          ids={ids}
          opened={dialog === 'source'}
          close={() => {
            open(false);
          }}
        />
      )}
    </>
  );
}

function List({ ids, sources, show, add }: ContentProps & { add: (() => void) | undefined }) {
  const { can } = useOrganization();
  const { organizationId, workspaceId } = ids;
  const { search, state, bot: botId, cursor, row } = route.useSearch();
  const navigate = route.useNavigate();
  const bots = useQuery({
    ...botsQuery(organizationId, { workspaceId, limit: 200 }),
    enabled: can('bots:read', workspaceId),
  });
  const filter = (next: Partial<ReturnType<typeof route.useSearch>>) =>
    void navigate({ search: (before) => ({ ...before, ...next, cursor: undefined }), replace: true });
  const pages = useCursor(
    cursor,
    sources.data?.next ?? null,
    (to) => void navigate({ search: (before) => ({ ...before, cursor: to }) }),
  );
  const items = sources.data?.items ?? [];
  const own = items.filter((source) => source.workspaceId === workspaceId);
  const shared = items.filter((source) => source.workspaceId !== workspaceId);
  const isFiltered = [search, state, botId].some((each) => each !== undefined);
  return (
    <div>
      <Toolbar>
        <SearchField
          label="Search names"
          value={search ?? ''}
          onChange={(value) => {
            filter({ search: value === '' ? undefined : value });
          }}
        />
        <Filter
          label="State"
          value={state}
          options={states}
          onChange={(chosen) => {
            filter({ state: chosen });
          }}
        />
        <Filter
          label="Kept to by"
          value={botId}
          options={(bots.data?.items ?? []).map((bot) => ({ value: bot.botId, label: bot.name }))}
          onChange={(chosen) => {
            filter({ bot: chosen });
          }}
        />
      </Toolbar>
      {items.length === 0 && isFiltered && (
        <NoMatch
          what="sources"
          words=""
          clear={() => {
            filter({ search: undefined, state: undefined, bot: undefined });
          }}
        />
      )}
      {items.length === 0 && !isFiltered && (
        <StateBox
          icon={IconBooks}
          title="Nothing to read yet"
          actions={
            add && (
              <Button variant="default" onClick={add}>
                Add source
              </Button>
            )
          }
        >
          Files, texts and websites that bots of this workspace search appear here.
        </StateBox>
      )}
      {own.length > 0 && <SourcesTable label="Sources" ids={ids} sources={own} open={show} row={row} />}
      {shared.length > 0 && (
        <>
          <h3 className={classes.shared}>
            Shared by other workspaces <span>read only here; not counted</span>
          </h3>
          <SourcesTable label="Shared sources" ids={ids} sources={shared} open={show} row={row} />
        </>
      )}
      <Pager {...pages} words={['Back', 'More']} />
      {items.length > 0 && <p className={classes.total}>{plural(items.length, 'source')}, by what needs you</p>}
    </div>
  );
}
