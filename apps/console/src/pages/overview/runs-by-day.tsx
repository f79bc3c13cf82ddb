import { SegmentedControl, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { Box } from '../../components/box';
import { useNow } from '../../components/when';
import { chartDay, utcDay } from '../../format/time';
import { count, share } from '../../format/words';
import { marks, type RunDay, total } from './compare';
import { RunsTable } from './runs-table';
import classes from './runs-by-day.module.css';

interface Props {
  days: readonly RunDay[];
  long: boolean;
  setLong: (long: boolean) => void;
}

/** Is today like other days? Stacked bars by UTC day, or the same as a table. */
export function RunsByDay({ days, long, setLong }: Props) {
  const [table, setTable] = useState(false);
  const all = days.reduce((sum, day) => sum + total(day), 0);
  const failed = days.reduce((sum, day) => sum + day.failed, 0);
  return (
    <Box
      title="Runs by day"
      action={
        <div className={classes.head}>
          <span className={classes.legend}>
            <i data-of="ok" />
            Succeeded
          </span>
          <span className={classes.legend}>
            <i data-of="no" />
            Refused
          </span>
          <span className={classes.legend}>
            <i data-of="bad" />
            Failed
          </span>
          <UnstyledButton
            className={classes.toggle}
            aria-pressed={table}
            onClick={() => {
              setTable(!table);
            }}
          >
            {table ? 'Show as chart' : 'Show as table'}
          </UnstyledButton>
          <SegmentedControl
            size="xs"
            aria-label="Days"
            value={long ? '90' : '14'}
            onChange={(value) => {
              setLong(value === '90');
            }}
            data={[
              { value: '14', label: '14 days' },
              { value: '90', label: '90 days' },
            ]}
          />
        </div>
      }
    >
      {table ? (
        <RunsTable days={days} />
      ) : (
        <div
          role="img"
          aria-label={`Runs by day, ${days.length} days: ${count(all)} runs, ${count(failed)} failed, ${share(failed, all)}. The table has every day.`}
        >
          <Bars days={days} />
        </div>
      )}
    </Box>
  );
}

function Bars({ days }: { days: readonly RunDay[] }) {
  const today = utcDay(useNow());
  const scale = marks(Math.max(...days.map(total)));
  const top = scale.at(-1) ?? 1;
  const every = days.length > 30 ? 10 : 1;
  return (
    <div className={classes.chart} data-long={days.length > 30 || undefined}>
      {days.every((day) => total(day) === 0) && (
        <p className={classes.none}>No runs ended in these {days.length} days.</p>
      )}
      {scale.map((mark) => (
        <div key={mark} className={classes.mark} style={{ bottom: `${(mark / top) * 100}%` }}>
          <span>{count(mark)}</span>
        </div>
      ))}
      <div className={classes.bars}>
        {days.map((day, index) => (
          <Bar
            key={day.day}
            day={day}
            top={top}
            label={(days.length - 1 - index) % every === 0 ? chartDay(day.day, index === 0, today) : ''}
          />
        ))}
      </div>
    </div>
  );
}

/** One day; a share of failures of 3 % and more is written above it. */
function Bar({ day, top, label }: { day: RunDay; top: number; label: string }) {
  const all = total(day);
  const height = (part: number) => ({ height: `${(part / top) * 100}%` });
  const failing = all > 0 && day.failed / all >= 0.03;
  return (
    <div
      className={classes.bar}
      title={`${day.day}: ${count(day.succeeded)} succeeded, ${count(day.refused)} refused, ${count(day.failed)} failed`}
    >
      {failing && <span className={classes.share}>{share(day.failed, all)}</span>}
      <i data-of="bad" style={height(day.failed)} />
      <i data-of="no" style={height(day.refused)} />
      <i data-of="ok" style={height(day.succeeded)} />
      <span className={classes.day}>{label}</span>
    </div>
  );
}
