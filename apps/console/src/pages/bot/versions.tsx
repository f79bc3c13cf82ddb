import { Button, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { versionsQuery } from '../../api/bots';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { type Column, DataTable } from '../../components/data-table';
import { LoadFailure } from '../../components/failure';
import { Pager } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { When } from '../../components/when';
import { count, share } from '../../format/words';
import { actorName } from './actor-name';
import classes from './bot.module.css';
import type { AnyBot, AnyVersion, VersionsRead } from './types';
import { useDialogLink } from './use-dialog-link';

interface Props {
  bot: AnyBot;
  /** The newest ones, which the page has read already. */
  first: VersionsRead;
}

/** The versions of its configuration, and how runs with each of them went. */
export function Versions({ bot, first }: Props) {
  const { organizationId, can } = useOrganization();
  const [cursor, turn] = useState<string>();
  const further = useQuery({
    ...versionsQuery({ organizationId, botId: bot.botId }, { limit: 10, cursor }),
    enabled: cursor !== undefined,
  });
  const read = cursor === undefined ? first : further;
  const pages = useCursor(cursor, read.data?.next ?? null, turn);
  const edits = can('bots:create', bot.workspaceId, bot.botId);
  const open = useDialogLink(bot.botId);
  const goBack = ({ version, inUse }: AnyVersion): ReactNode => {
    if (inUse) return <span className={classes.inUse}>In use</span>;
    return edits && <span className={classes.back}>{open('back', version)({ children: 'Go back…' })}</span>;
  };
  return (
    <Box
      title="Configuration"
      action={
        edits && (
          <Button
            variant="default"
            leftSection={<IconPlus size={16} stroke={1.7} aria-hidden />}
            renderRoot={open('version')}
          >
            Publish a version
          </Button>
        )
      }
    >
      {read.error !== null && read.data === undefined ? (
        <LoadFailure what="list of versions" error={read.error} retry={() => void read.refetch()} />
      ) : read.data?.items.length === 0 ? (
        <p className={classes.none}>
          None yet. A version is any JSON object; runs get the one in use with their claim, and keep it.
        </p>
      ) : (
        <div className={classes.table}>
          <DataTable
            label="Versions"
            columns={columns(goBack)}
            rows={read.data?.items ?? []}
            rowKey={({ version }) => version}
            small={small(goBack)}
          />
        </div>
      )}
      {(pages.newer !== undefined || pages.older !== undefined) && (
        <div className={classes.pager}>
          <Pager {...pages} />
        </div>
      )}
    </Box>
  );
}

/** A share that somebody should look at is red. */
const Succeeded = ({ ended, succeeded }: AnyVersion) => (
  <span className={classes.share} data-bad={(ended > 0 && succeeded / ended < 0.9) || undefined}>
    {share(succeeded, ended)}
  </span>
);

type GoBack = (version: AnyVersion) => ReactNode;

const columns = (goBack: GoBack): readonly Column<AnyVersion>[] => [
  { key: 'version', head: 'Version', cell: ({ version }) => version },
  { key: 'note', head: 'Note', wide: true, spare: 2, cell: ({ note }) => note ?? '–' },
  { key: 'by', head: 'Published by', spare: 1, cell: ({ publishedBy }) => actorName(publishedBy) },
  { key: 'at', head: 'When', cell: ({ publishedAt }) => <When at={publishedAt} /> },
  { key: 'runs', head: 'Runs', end: true, cell: ({ runs }) => count(runs) },
  { key: 'share', head: 'Succeeded', end: true, cell: Succeeded },
  { key: 'act', head: <VisuallyHidden>Use</VisuallyHidden>, end: true, cell: goBack },
];

const small = (goBack: GoBack) => (version: AnyVersion, name: (content: ReactNode) => ReactNode) => (
  <div className={classes.small}>
    <div>
      {name(`Version ${version.version}`)}
      <p className={classes.words}>
        {actorName(version.publishedBy)}, <When at={version.publishedAt} />
      </p>
      <p className={classes.words}>
        {count(version.runs)} runs, <Succeeded {...version} />
      </p>
    </div>
    {goBack(version)}
  </div>
);
