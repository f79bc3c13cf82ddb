import type { OneRun, Run } from '@annals/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { botQuery, runQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { SidePanel } from '../../app/frame/side-panel';
import { Facts, PanelHeading } from '../../components/facts';
import { LoadFailure } from '../../components/failure';
import { StillWaiting } from '../../components/skeleton';
import { ShortId } from '../../components/short-id';
import { runLooks, Status } from '../../components/status';
import { When } from '../../components/when';
import { duration, exact } from '../../format/time';
import { entryNumber } from '../../format/words';
import { isBad, took, whatHappened } from './outcome';
import { Requester } from './requester';
import { RunActs } from './run-acts';
import { RunNotes } from './run-notes';
import { RunContent } from './run-content';
import classes from './runs.module.css';
import { Timeline } from './timeline';

type AnyRun = z.output<typeof Run>;
interface Props {
  runId: string;
  runs: readonly AnyRun[];
  close: () => void;
  open: (runId: string) => void;
}

/** One run: error, timeline, facts; run it again from here. */
export function RunPanel({ runId, runs, close, open }: Props) {
  const { organizationId } = useOrganization();
  const query = useQuery(runQuery(organizationId, runId));
  const run = query.data ?? runs.find((each) => each.runId === runId);
  const index = runs.findIndex((each) => each.runId === runId);
  const step = (by: number) => {
    const next = index === -1 ? undefined : runs[index + by];
    return next === undefined
      ? undefined
      : () => {
          open(next.runId);
        };
  };
  const place = {
    of: index === -1 ? '' : `${index + 1} of ${runs.length} on this page`,
    previous: step(-1),
    next: step(1),
  };
  if (run === undefined)
    return (
      <SidePanel label="Run" place={place} close={close} head={<ToCome />}>
        {query.error === null ? (
          <>
            <p>Loading…</p>
            <StillWaiting />
          </>
        ) : (
          <LoadFailure what="run" error={query.error} retry={() => void query.refetch()} />
        )}
      </SidePanel>
    );
  return (
    <SidePanel
      label={`Run of ${run.botName}`}
      place={place}
      close={close}
      footer={<RunActs run={run} requested={open} />}
      head={
        <>
          <h2 className={classes.title}>{run.botName}</h2>
          <p className={classes.time}>
            {exact(run.requestedAt)}, <When at={run.requestedAt} />
          </p>
          <p className={classes.under}>
            <Status look={runLooks[run.status]} pill />
            {run.endedAt !== null && run.startedAt !== null && <span>after {took(run)}</span>}
            <ShortId id={run.runId} what="run" />
          </p>
        </>
      }
    >
      <What run={run} />
      <PanelHeading>Timeline</PanelHeading>
      <Timeline run={run} />
      <RunContent run={run} />
      <div className={classes.facts}>
        <Details run={run} />
      </div>
      {query.data !== undefined && <Notes run={query.data} />}
    </SidePanel>
  );
}

/** As high as the head of a run will be, so that nothing below moves when it comes. */
const ToCome = () => (
  <>
    <h2 className={classes.title}>Run</h2>
    <p className={classes.time}>&nbsp;</p>
    <p className={classes.under}>
      <span className={classes.pillToCome} />
    </p>
  </>
);

function Notes({ run }: { run: z.output<typeof OneRun> }) {
  const { organizationId, can } = useOrganization();
  const bot = useQuery(botQuery(organizationId, run.botId)).data;
  return <RunNotes run={run} mayAdd={bot !== undefined && can('runs:control', bot.workspaceId, bot.botId)} />;
}

function What({ run }: { run: AnyRun }) {
  const { organizationId, can } = useOrganization();
  if (run.status === 'failed') return <p className={classes.failed}>{run.error ?? 'It failed without saying why.'}</p>;
  if (isBad(run.status)) return <p className={classes.failed}>{whatHappened(run)}.</p>;
  if (run.status === 'refused')
    return (
      <p className={classes.refused}>
        {whatHappened(run)}.
        {can('audit:read') && (
          <>
            {' '}
            <Link to="/organizations/$organizationId/audit" params={{ organizationId }} search={{ row: run.sequence }}>
              See the entry
            </Link>
          </>
        )}
      </p>
    );
  if (whatHappened(run) !== '')
    return (
      <p className={classes.progress} role="status">
        {whatHappened(run)}
      </p>
    );
  return null;
}

function Details({ run }: { run: AnyRun }) {
  const { organizationId, can } = useOrganization();
  const params = { organizationId };
  return (
    <Facts
      facts={[
        ['Started by', <Requester key="by" run={run} />],
        [
          'Bot',
          <Link
            key="bot"
            className={classes.link}
            to="/organizations/$organizationId/bots"
            params={params}
            search={{ row: run.botId }}
          >
            {run.botName}
          </Link>,
        ],
        [
          'Others of it',
          <Link
            key="others"
            className={classes.link}
            to="/organizations/$organizationId/runs"
            params={params}
            search={{ bot: run.botId }}
          >
            All its runs
          </Link>,
        ],
        ...(run.worker === null ? [] : [['Worker', run.worker] as const]),
        ...(run.configuration === null ? [] : [['Configuration', `Version ${run.configuration}`] as const]),
        ...(run.timeLimit === null ? [] : [['Time limit', duration(run.timeLimit * 1000)] as const]),
        ...(run.trigger === null
          ? []
          : [
              [
                'Trigger',
                <Link
                  key="trigger"
                  className={classes.link}
                  to="/organizations/$organizationId/triggers/$triggerId"
                  params={{ ...params, triggerId: run.trigger.triggerId }}
                >
                  {run.trigger.name}
                </Link>,
              ] as const,
            ]),
        ...(run.retryOf === null
          ? []
          : [
              [
                'Tries again',
                <Link
                  key="retried"
                  className={classes.link}
                  to="/organizations/$organizationId/runs"
                  params={params}
                  search={{ row: run.retryOf }}
                >
                  <ShortId id={run.retryOf} what="run" />
                </Link>,
              ] as const,
            ]),
        [
          'Entry',
          can('audit:read') ? (
            <Link
              key="entry"
              className={classes.link}
              to="/organizations/$organizationId/audit"
              params={params}
              search={{ row: run.sequence }}
            >
              {entryNumber(run.sequence)}
            </Link>
          ) : (
            entryNumber(run.sequence)
          ),
        ],
      ]}
    />
  );
}
