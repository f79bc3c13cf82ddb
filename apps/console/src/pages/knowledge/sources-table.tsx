import { Progress, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import type { WorkspaceIds } from '../../api/workspaces';
import { type Column, DataTable } from '../../components/data-table';
import { Status } from '../../components/status';
import { When } from '../../components/when';
import { count } from '../../format/words';
import classes from './knowledge.module.css';
import { SourceMenu } from './source-menu';
import { type AnySource, iconOf, lookOf, shareRead, usedBy, whatItIs } from './words';

interface Props {
  label: string;
  ids: WorkspaceIds;
  sources: readonly AnySource[];
  open: (sourceId: string) => void;
  row: string | undefined;
}

/** Sources, one below the other. */
export function SourcesTable({ label, ids, sources, open, row }: Props) {
  return (
    <DataTable
      label={label}
      columns={columnsOf(ids)}
      rows={sources}
      rowKey={({ sourceId }) => sourceId}
      open={({ sourceId }) => {
        open(sourceId);
      }}
      selected={row}
      small={(source, name) => small(ids, source, name)}
    />
  );
}

function Name({ source }: { source: AnySource }) {
  const Icon = iconOf(source);
  return (
    <span className={classes.source}>
      <span className={classes.kind}>
        <Icon size={16} stroke={1.7} aria-hidden />
      </span>
      <span className={classes.names}>
        <span>{source.name}</span>
        <span className={classes.under}>
          {whatItIs(source)}
          {source.isShared && ' · shared'}
        </span>
      </span>
    </span>
  );
}

function State({ source }: { source: AnySource }) {
  const share = source.sync === null ? undefined : shareRead(source);
  return (
    <span className={classes.state}>
      <Status look={lookOf(source)} />
      {share !== undefined && <Progress value={share * 100} size={5} aria-label={`How far ${source.name} is read`} />}
    </span>
  );
}

const columnsOf = (ids: WorkspaceIds): readonly Column<AnySource>[] => [
  { key: 'source', head: 'Source', opens: true, cell: (source) => <Name source={source} /> },
  { key: 'state', head: 'State', cell: (source) => <State source={source} /> },
  {
    key: 'characters',
    head: 'Characters',
    end: true,
    spare: 2,
    cell: ({ characters }) => (characters === null ? '–' : count(characters)),
  },
  { key: 'bots', head: 'Used by', spare: 1, cell: usedBy },
  { key: 'read', head: 'Read', end: true, spare: 1, cell: ({ readAt }) => <When at={readAt} /> },
  {
    key: 'acts',
    head: <VisuallyHidden>Acts</VisuallyHidden>,
    end: true,
    cell: (source) => <SourceMenu ids={ids} source={source} />,
  },
];

const small = (ids: WorkspaceIds, source: AnySource, name: (content: ReactNode) => ReactNode) => (
  <div className={classes.small}>
    <div>
      {name(<Name source={source} />)}
      <p className={classes.stateSmall}>
        <State source={source} />
      </p>
    </div>
    <SourceMenu ids={ids} source={source} />
  </div>
);
