import { StillWaiting, useLate } from '../../components/skeleton';
import classes from './route-error.module.css';

/** Between pages, when it takes longer than a moment. */
export function Pending() {
  const late = useLate();
  return (
    <div className={classes.page} aria-busy="true" role="status" aria-label="Loading">
      {late && (
        <main className={classes.main}>
          Loading…
          <StillWaiting />
        </main>
      )}
    </div>
  );
}
