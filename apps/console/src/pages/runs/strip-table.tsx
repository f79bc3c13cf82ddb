import { clock, date } from '../../format/time';
import { count } from '../../format/words';
import type { Figures } from './strip';
import classes from './run-figures.module.css';

/** The strip in figures, newest first. */
export function StripTable({ figures: { buckets } }: { figures: Figures }) {
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="Runs by time as a table">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">From (UTC)</th>
            <th scope="col">Succeeded</th>
            <th scope="col">Failed</th>
            <th scope="col">Refused</th>
            <th scope="col" data-wide>
              Other
            </th>
          </tr>
        </thead>
        <tbody>
          {[...buckets].reverse().map((bucket) => (
            <tr key={bucket.at}>
              <th scope="row">{`${date(bucket.at)}, ${clock(bucket.at, false)}`}</th>
              <td>{count(bucket.succeeded)}</td>
              <td>{count(bucket.failed)}</td>
              <td>{count(bucket.refused)}</td>
              <td data-wide>{count(bucket.other)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
