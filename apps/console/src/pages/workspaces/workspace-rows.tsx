import type { NeedsByWorkspace, Workspace } from '@annals/contracts';
import {
  IconAlertTriangleFilled,
  IconArchive,
  IconCircleCheckFilled,
  IconCircleDashed,
  type TablerIcon,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { type Column, DataTable } from '../../components/data-table';
import { Status } from '../../components/status';
import { useTerms } from '../../components/use-terms';
import { useNow, When } from '../../components/when';
import { count, plural } from '../../format/words';
import { type Health, healthOf } from './health';
import { WorkspaceMenu } from './workspace-menu';
import classes from './workspaces.module.css';

type AnyWorkspace = z.output<typeof Workspace>;
interface Props {
  rows: readonly AnyWorkspace[];
  /** What needs somebody in them; undefined for who may not see bots. */
  needs: z.output<typeof NeedsByWorkspace>['items'] | undefined;
  /** How many are not archived: the last one stays. */
  active: number;
}

/** Workspaces, each with whether anything is wrong in it. */
export function WorkspaceRows({ rows, needs, active }: Props) {
  const say = useTerms();
  const now = useNow();
  const state = (workspace: AnyWorkspace) => {
    if (needs === undefined) return workspace.status === 'archived' ? 'Archived' : 'Active';
    const health = healthOf(
      workspace,
      needs.find(({ workspaceId }) => workspaceId === workspace.workspaceId),
      now,
    );
    return <Status look={{ word: health.words, icon: icons[health.tone], tone: health.tone }} />;
  };
  const menu = (workspace: AnyWorkspace) => <WorkspaceMenu workspace={workspace} isLast={active <= 1} />;
  const columns: readonly Column<AnyWorkspace>[] = [
    { key: 'name', head: say('Workspace'), cell: (workspace) => <Name workspace={workspace} /> },
    { key: 'state', head: needs === undefined ? 'State' : 'Is anything wrong?', cell: state },
    { key: 'people', head: 'People added', end: true, cell: ({ people }) => (people === null ? '–' : count(people)) },
    { key: 'bots', head: 'Bots', end: true, cell: ({ bots: many }) => count(many) },
    { key: 'created', head: 'Created', end: true, spare: 2, cell: ({ createdAt }) => <When at={createdAt} /> },
    { key: 'acts', head: 'Actions', end: true, cell: menu },
  ];
  return (
    <DataTable
      label={say('Workspaces')}
      columns={columns}
      rows={rows}
      rowKey={({ workspaceId }) => workspaceId}
      small={(workspace) => (
        <>
          <div className={classes.line}>
            <Name workspace={workspace} />
            {menu(workspace)}
          </div>
          <div className={classes.line}>
            <span>{state(workspace)}</span>
            <span className={classes.sub}>
              {workspace.people !== null && <>{count(workspace.people)} added · </>}
              {plural(workspace.bots, 'bot')}
            </span>
          </div>
        </>
      )}
    />
  );
}

const icons: Readonly<Record<Health['tone'], TablerIcon>> = {
  ok: IconCircleCheckFilled,
  warn: IconAlertTriangleFilled,
  bad: IconAlertTriangleFilled,
  quiet: IconCircleDashed,
};

function Name({ workspace }: { workspace: AnyWorkspace }) {
  const { organizationId } = useOrganization();
  return (
    <span>
      <Link
        className={classes.name}
        data-row
        to="/organizations/$organizationId/workspaces/$workspaceId"
        params={{ organizationId, workspaceId: workspace.workspaceId }}
      >
        {workspace.name}
      </Link>
      {workspace.archivedAt !== null && (
        <span className={classes.zone}>
          <IconArchive size={12} stroke={1.7} aria-hidden /> since <When at={workspace.archivedAt} />
        </span>
      )}
      {workspace.archivedAt === null && workspace.timeZone !== null && (
        <span className={classes.zone}>{workspace.timeZone}</span>
      )}
    </span>
  );
}
