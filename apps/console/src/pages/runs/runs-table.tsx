import type { Run } from '@annals/contracts';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { type Column, DataTable } from '../../components/data-table';
import { runLooks, Status } from '../../components/status';
import type { useChoice } from '../../components/use-choice';
import { When } from '../../components/when';
import { isBad, took, whatHappened } from './outcome';
import { Requester } from './requester';
import classes from './runs.module.css';

type AnyRun = z.output<typeof Run>;

/** Runs by time, newest first. */
export function RunsTable({
  runs,
  selected,
  choice,
  open,
}: {
  runs: readonly AnyRun[];
  /** Of who may do something to many at once. */
  choice: ReturnType<typeof useChoice<AnyRun>> | undefined;
  selected: string | undefined;
  open: (runId: string) => void;
}) {
  return (
    <DataTable
      label="Runs"
      columns={choice === undefined ? columns : [choice.column, ...columns]}
      rows={runs}
      rowKey={(run) => run.runId}
      selected={selected}
      open={(run) => {
        open(run.runId);
      }}
      small={small(choice?.box ?? (() => null))}
    />
  );
}

const columns: readonly Column<AnyRun>[] = [
  { key: 'outcome', head: 'Outcome', cell: (run) => <Status look={runLooks[run.status]} /> },
  { key: 'bot', head: 'Bot', opens: true, cell: (run) => run.botName },
  { key: 'by', head: 'Started by', spare: 1, cell: (run) => <Requester run={run} /> },
  { key: 'at', head: 'Requested', end: true, cell: (run) => <When at={run.requestedAt} /> },
  { key: 'took', head: 'Took', end: true, cell: (run) => <span className={classes.took}>{took(run)}</span> },
  {
    key: 'what',
    head: 'What happened',
    spare: 2,
    wide: true,
    cell: (run) => <span className={classes.what}>{whatHappened(run)}</span>,
  },
];

const small = (box: (run: AnyRun) => ReactNode) => (run: AnyRun, name: (content: ReactNode) => ReactNode) => (
  <>
    <div className={classes.line}>
      <span className={classes.name}>
        {box(run)}
        {name(run.botName)}
      </span>
      <Status look={runLooks[run.status]} />
    </div>
    <div className={classes.line}>
      <Requester run={run} />
      <When at={run.requestedAt} />
    </div>
    {whatHappened(run) !== '' && (
      <p className={classes.error} data-bad={isBad(run.status) || undefined}>
        {whatHappened(run)}
      </p>
    )}
  </>
);
