import { Tooltip } from '@mantine/core';
import { useNow } from '../../components/when';
import { clock, local } from '../../format/time';
import classes from './page.module.css';
import { useOrganization } from './frame-context';

/** Time is part of every page: live with the time in UTC, or since when no news arrive. */
export function ClockPill() {
  const { live } = useOrganization();
  const now = useNow();
  const words = live.live ? 'Live' : `Offline since ${clock(live.since, false)}`;
  return (
    <Tooltip label={`${local(new Date(now).toISOString())} where you are`}>
      <div
        className={classes.pill}
        tabIndex={0}
        role="group"
        aria-label={`${words}, ${clock(now, false)} UTC`}
        data-live={live.live}
      >
        <i aria-hidden />
        <b>{words}</b>
        <span>{clock(now, false)} UTC</span>
      </div>
    </Tooltip>
  );
}
