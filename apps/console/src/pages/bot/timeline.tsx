import { timelineKind, type TimelineEntry, type TimelineKind } from '@annals/contracts';
import { UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { timelineQuery } from '../../api/bots';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { Behind, LoadFailure } from '../../components/failure';
import { Sentence } from '../../components/sentence';
import { runLooks, Status, type Tone } from '../../components/status';
import { Pager } from '../../components/toolbar';
import { useCursor } from '../../components/use-cursor';
import { When } from '../../components/when';
import { entryNumber } from '../../format/words';
import { refusalWords } from '../runs/outcome';
import { actorName } from './actor-name';
import classes from './bot.module.css';
import type { AnyBot } from './types';

type Entry = z.output<typeof TimelineEntry>;
const route = getRouteApi('/signed-in/organizations/$organizationId/bots/$botId');

const kindNames: Readonly<Record<TimelineKind, string>> = {
  run: 'Runs',
  state: 'On and off',
  change: 'Changes',
  access: 'Access',
  version: 'Configuration',
  trigger: 'Triggers',
  key: 'Credentials',
  presence: 'Heard of',
};

/** Everything that happened to a bot, the newest first; by kind, of those that occur. */
export function BotTimeline({ bot }: { bot: AnyBot }) {
  const { organizationId } = useOrganization();
  const { kind, cursor } = route.useSearch();
  const navigate = route.useNavigate();
  const read = useQuery(timelineQuery({ organizationId, botId: bot.botId }, { kind, cursor, limit: 20 }));
  const pages = useCursor(
    cursor,
    read.data?.next ?? null,
    (to) => void navigate({ search: (before) => ({ ...before, cursor: to }) }),
  );
  const kinds = timelineKind.options.filter((each) => each === kind || read.data?.kinds.includes(each));
  return (
    <Box title="Timeline">
      <div className={classes.kinds} role="group" aria-label="Entries by kind">
        {[undefined, ...kinds].map((each) => (
          <UnstyledButton
            key={each ?? 'all'}
            aria-pressed={kind === each}
            onClick={() => void navigate({ search: { kind: each }, replace: true })}
          >
            {each === undefined ? 'All' : kindNames[each]}
          </UnstyledButton>
        ))}
      </div>
      <Behind error={read.failureReason} />
      {read.data === undefined ? (
        read.error === null ? (
          <div className={classes.comingEntries} aria-busy="true" />
        ) : (
          <LoadFailure what="timeline" error={read.error} retry={() => void read.refetch()} />
        )
      ) : (
        <ol className={classes.entries}>
          {read.data.items.map((entry) => (
            <Row key={entry.sequence} entry={entry} />
          ))}
        </ol>
      )}
      <div className={classes.pager}>
        <Pager {...pages} />
      </div>
    </Box>
  );
}

function toneOf({ run, kind }: Entry): Tone {
  if (run !== null) return runLooks[run.status].tone;
  return kind === 'state' ? 'warn' : 'quiet';
}

function Row({ entry }: { entry: Entry }) {
  const { organizationId, can } = useOrganization();
  const { run, reason, at, sequence } = entry;
  const said = run?.error ?? (run?.code ? refusalWords(run.code) : reason);
  return (
    <li className={classes.entry} data-tone={toneOf(entry)}>
      <span className={classes.dot} aria-hidden />
      <div className={classes.told}>
        <p>
          <Sentence organizationId={organizationId} parts={entry.sentence} actor={{ label: actorName(entry.actor) }} />
        </p>
        {said !== null && <p className={classes.said}>{said}</p>}
        <p className={classes.meta}>
          {run !== null && <Status look={runLooks[run.status]} />}
          {run?.configuration != null && <span>version {run.configuration}</span>}
          <When at={at} />
          {can('audit:read') && (
            <Link to="/organizations/$organizationId/audit" params={{ organizationId }} search={{ row: sequence }}>
              {entryNumber(sequence)}
            </Link>
          )}
        </p>
      </div>
    </li>
  );
}
