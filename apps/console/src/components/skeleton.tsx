import { useEffect, useState } from 'react';
import classes from './skeleton.module.css';

/** True once so many milliseconds have gone by: what loads within 150 ms shows nothing in between. */
export function useLate(after = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setLate(true);
    }, after);
    return () => {
      window.clearTimeout(timer);
    };
  }, [after]);
  return late;
}

/** Says so when an answer takes long: the page has not hung, the server has not answered yet. */
export function StillWaiting() {
  const late = useLate(3_000);
  return (
    <p className={classes.waiting} role="status">
      {late ? 'Still waiting for the server…' : ''}
    </p>
  );
}

/** Rows that are on their way, of the same height as the rows that will come. */
export function SkeletonRows({ rows = 8, head = true }: { rows?: number; head?: boolean }) {
  const late = useLate();
  return (
    <div className={classes.box} aria-busy="true" aria-label="Loading" role="group">
      <StillWaiting />
      {head && <div className={classes.head} />}
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={classes.row}>
          {late && (
            <>
              <span className={classes.dot} />
              <span className={classes.lines}>
                <i data-width={row % 3} />
                <i data-width={(row + 1) % 3} data-thin />
              </span>
              <b />
            </>
          )}
        </div>
      ))}
    </div>
  );
}

/** Keeps the place of something of a known height while it loads. With `fields`: of a form, whose fields are hinted at. */
export function Placeholder({ height, fields = false }: { height: number; fields?: boolean }) {
  const late = useLate();
  return (
    <div className={classes.placeholder} style={{ minHeight: height }} aria-busy="true">
      {fields &&
        late &&
        Array.from({ length: Math.floor(height / 120) }, (_, field) => (
          <span key={field} className={classes.field} aria-hidden>
            <i data-width={field % 3} />
            <b />
          </span>
        ))}
    </div>
  );
}
