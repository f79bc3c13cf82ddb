import { MOST_LEFT_OUT } from '@annals/contracts';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { scheduleQuery } from '../../api/triggers';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { useNow } from '../../components/when';
import { date, exact, relative } from '../../format/time';
import { asApiError } from '../../api/problem';
import { calendarOf, type Draft, timingOf } from './settings';
import classes from './triggers.module.css';

/** The next five fires, by the server that will fire, and what the clock of the zone does next. */
export function SchedulePreview({ draft }: { draft: Draft }) {
  const { organizationId } = useOrganization();
  const asked = { ...timingOf(draft), zone: draft.zone, weekdaysOff: draft.daysOff.join(','), ...calendarOf(draft) };
  const [settled] = useDebouncedValue(JSON.stringify(asked), 250);
  const read = useQuery({ ...scheduleQuery(organizationId, JSON.parse(settled) as typeof asked), retry: false });
  const now = useNow();
  const change = read.data?.clockChange;
  return (
    <>
      <Box title="Next 5 fires">
        {read.error === null ? (
          <>
            <table className={classes.next} aria-label="Next 5 fires" aria-busy={read.isPending}>
              <thead>
                <tr>
                  <th scope="col">In {draft.zone}</th>
                  <th scope="col">UTC</th>
                  <th scope="col">When</th>
                </tr>
              </thead>
              <tbody>
                {(read.data?.next ?? []).map(({ at, local }) => (
                  <tr key={at}>
                    <td>{local}</td>
                    <td>{at.slice(11, 16)}</td>
                    <td>{relative(at, now)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
            <LeftOut days={read.data?.leftOut ?? []} none={read.data?.next.length === 0} />
          </>
        ) : (
          <div className={classes.boxed}>
            <InlineError error={asApiError(read.error)} />
          </div>
        )}
      </Box>
      {change !== null && change !== undefined && (
        <p className={classes.note}>
          <b>
            The clock there moves on {date(change.at)}, by {Math.abs(change.minutes)} minutes{' '}
            {change.minutes > 0 ? 'forward' : 'back'}
          </b>
          {exact(change.at)}. A run keeps its time there. A time that comes twice fires once, the first time; one that
          is left out fires at the first minute after it.
        </p>
      )}
    </>
  );
}

/** What the list says nothing of. */
function LeftOut({ days, none }: { days: readonly string[]; none: boolean }) {
  if (none) return <p className={classes.leftOut}>It never fires: all of its days are off.</p>;
  if (days.length === 0) return null;
  const more = days.length === MOST_LEFT_OUT ? ' and more' : '';
  return (
    <p className={classes.leftOut}>
      Left out as days off: {days.map((day) => date(`${day}T00:00:00.000Z`)).join(', ')}
      {more}.
    </p>
  );
}
