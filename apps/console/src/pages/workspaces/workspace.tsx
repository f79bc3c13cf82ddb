import { Button } from '@mantine/core';
import { IconSettings, IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { botsQuery } from '../../api/queries';
import { type WorkspaceIds, workspaceMembersQuery, workspaceQuery, workspacesQuery } from '../../api/workspaces';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { Box } from '../../components/box';
import { Behind, LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { botLooks, Status } from '../../components/status';
import { useTerms } from '../../components/use-terms';
import { When } from '../../components/when';
import { plural } from '../../format/words';
import { AddPersonDialog } from './add-person-dialog';
import { EndBox } from './end-box';
import { SettingsBox } from './settings-box';
import { WorkspaceMembers } from './workspace-members';
import { WorkspaceTabs } from './workspace-tabs';
import classes from './workspaces.module.css';

const route = getRouteApi('/signed-in/organizations/$organizationId/workspaces/$workspaceId');

/** One workspace: who is in it, its bots, and what may be changed about it. */
export function WorkspacePage() {
  const { organizationId, can } = useOrganization();
  const say = useTerms();
  const { workspaceId } = route.useParams();
  const ids = { organizationId, workspaceId };
  const { search, cursor } = route.useSearch();
  const read = useQuery(workspaceQuery(ids));
  // Both are waited for: on a small screen what is below the people would move when they come.
  const people = useQuery({
    ...workspaceMembersQuery(ids, { search, cursor, limit: 50 }),
    enabled: can('members:read', workspaceId),
  });
  const way = (
    <Link to="/organizations/$organizationId/workspaces" params={{ organizationId }}>
      {say('Workspaces')}
    </Link>
  );
  return (
    <Page title={read.data?.name ?? say('Workspace')} way={way}>
      <Behind error={read.failureReason} />
      {read.error !== null && read.data === undefined ? (
        <LoadFailure what={say('workspace')} error={read.error} retry={() => void read.refetch()} />
      ) : read.data === undefined || people.isLoading ? (
        <SkeletonRows />
      ) : (
        <Content ids={ids} />
      )}
    </Page>
  );
}

function Content({ ids }: { ids: WorkspaceIds }) {
  const { can } = useOrganization();
  const { workspaceId, organizationId } = ids;
  const workspace = useQuery(workspaceQuery(ids)).data;
  const { new: dialog } = route.useSearch();
  const navigate = route.useNavigate();
  const active = useQuery(workspacesQuery(organizationId, { limit: 1 })).data?.active ?? 0;
  if (workspace === undefined) return null;
  const seesPeople = can('members:read', workspaceId);
  const edits = can('workspaces:edit', workspaceId);
  const assigns = can('workspaces.members:assign', workspaceId) && workspace.status === 'active';
  const open = (isOpen: boolean) =>
    void navigate({ search: (before) => ({ ...before, new: isOpen ? 'person' : undefined }), replace: true });
  return (
    <>
      <div className={classes.head}>
        <div>
          <h2 className={classes.title}>{workspace.name}</h2>
          <p>
            {workspace.timeZone ?? 'Time zone of the organization'} · since <When at={workspace.createdAt} />
            {workspace.archivedAt !== null && (
              <>
                {' '}
                · archived <When at={workspace.archivedAt} />
              </>
            )}
          </p>
        </div>
        <div className={classes.acts}>
          {edits && (
            <Button
              variant="default"
              leftSection={<IconSettings size={16} stroke={1.7} aria-hidden />}
              data-compact
              onClick={() => document.getElementById('workspace-settings')?.scrollIntoView()}
            >
              Settings
            </Button>
          )}
          {assigns && (
            <Button
              leftSection={<IconUserPlus size={16} stroke={1.7} aria-hidden />}
              data-new
              data-compact
              onClick={() => {
                open(true);
              }}
            >
              Add person
            </Button>
          )}
        </div>
      </div>
      <WorkspaceTabs ids={ids} />
      <div className={seesPeople ? classes.columns : classes.alone}>
        {seesPeople && <WorkspaceMembers ids={ids} assigns={assigns} />}
        <div className={classes.side}>
          <BotsBox ids={ids} bots={workspace.bots} />
          {edits && (
            <SettingsBox key={JSON.stringify(workspace)} organizationId={organizationId} workspace={workspace} />
          )}
          <EndBox organizationId={organizationId} workspace={workspace} isLast={active <= 1} />
        </div>
      </div>
      {assigns && (
        <AddPersonDialog
          ids={ids}
          name={workspace.name}
          opened={dialog === 'person'}
          close={() => {
            open(false);
          }}
        />
      )}
    </>
  );
}

function BotsBox({ ids: { organizationId, workspaceId }, bots }: { ids: WorkspaceIds; bots: number }) {
  const { can } = useOrganization();
  const say = useTerms();
  const sees = can('bots:read', workspaceId);
  const found = useQuery({ ...botsQuery(organizationId, { workspaceId, sort: 'need', limit: 5 }), enabled: sees });
  return (
    <Box title="Bots" action={plural(bots, 'bot')}>
      <div className={classes.boxed}>
        {bots === 0 && <p>{say('None yet. A bot is registered into a workspace, and can move.')}</p>}
        <ul className={classes.bots}>
          {(found.data?.items ?? []).map((bot) => (
            <li key={bot.botId}>
              <Link
                className={classes.name}
                to="/organizations/$organizationId/bots"
                params={{ organizationId }}
                search={{ row: bot.botId }}
              >
                {bot.name}
              </Link>
              <Status look={botLooks[bot.status]} />
            </li>
          ))}
        </ul>
        {sees && bots > 5 && <p>and {bots - 5} more</p>}
      </div>
    </Box>
  );
}
