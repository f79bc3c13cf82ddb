import { useSyncExternalStore } from 'react';
import { standingStill } from '../../api/standing-still';
import { clock, date } from '../../format/time';
import { useOrganization } from './frame-context';
import classes from './standing-banner.module.css';

/** Says that some of what the pages show stands still, and since when. */
export function StandingBanner() {
  const { organizationId } = useOrganization();
  const since = useSyncExternalStore(standingStill.subscribe, () => standingStill.of(organizationId));
  if (since === undefined) return null;
  return (
    <div className={classes.banner} role="status">
      Part of this has stood still since {date(since)}, {clock(since, false)} UTC. What you do is kept, and shows as
      soon as the operator of this installation lets it go on.
    </div>
  );
}
