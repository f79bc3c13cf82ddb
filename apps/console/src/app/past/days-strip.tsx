import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { historyQuery } from '../../api/history';
import { date, utcDay } from '../../format/time';
import { plural } from '../../format/words';
import { useOrganization } from '../frame/frame-context';
import classes from './past.module.css';

const DAY = 86_400_000;
const HEIGHT = 30;

interface Props {
  /** The instant that is looked at, or now. */
  instant: number;
  look: (at: string | undefined) => void;
}

/** Events by day, and a slider over them: it fetches when it is let go of. */
export function DaysStrip({ instant, look }: Props) {
  const { organizationId } = useOrganization();
  const { data } = useQuery(historyQuery(organizationId));
  const [moving, setMoving] = useState<number>();
  if (data === undefined) return <div className={classes.strip} />;
  const first = Date.parse(`${utcDay(data.first.at)}T00:00:00Z`);
  const last = Math.max(0, Math.floor((Date.now() - first) / DAY));
  const counts = new Map(data.days.map(({ day, events }) => [Math.floor((Date.parse(day) - first) / DAY), events]));
  const most = Math.max(1, ...counts.values());
  const here = moving ?? Math.min(last, Math.max(0, Math.floor((instant - first) / DAY)));
  const dayOf = (index: number) => utcDay(first + index * DAY);
  const words = (index: number) => `${date(dayOf(index))}, ${plural(counts.get(index) ?? 0, 'event', 'events')}`;
  const release = () => {
    if (moving === undefined) return;
    setMoving(undefined);
    look(moving >= last ? undefined : `${dayOf(moving)}T23:59:59.999Z`);
  };
  return (
    <div className={classes.strip}>
      <svg viewBox={`0 0 ${last + 1} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden className={classes.bars}>
        {[...counts].map(([index, events]) => {
          const height = Math.max(2, (events / most) * HEIGHT);
          return (
            <rect
              key={index}
              x={index + 0.1}
              y={HEIGHT - height}
              width={0.8}
              height={height}
              data-after={index > here}
            />
          );
        })}
      </svg>
      <input
        type="range"
        className={classes.slider}
        min={0}
        max={last}
        value={here}
        aria-label="Day that is looked at"
        aria-valuetext={words(here)}
        onChange={(event) => {
          setMoving(Number(event.currentTarget.value));
        }}
        onPointerUp={release}
        onKeyUp={release}
        onBlur={release}
      />
      <div className={classes.ends} aria-hidden>
        <span>{date(data.first.at)}</span>
        <span>{moving === undefined ? '' : words(moving)}</span>
        <span>Now</span>
      </div>
    </div>
  );
}
