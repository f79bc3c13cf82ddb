import { date } from '../../format/time';
import { count } from '../../format/words';
import { type RunDay, total } from './compare';
import classes from './runs-by-day.module.css';

/** The chart in figures, newest day first. */
export function RunsTable({ days }: { days: readonly RunDay[] }) {
  return (
    <div className={classes.scroll} tabIndex={0} role="region" aria-label="Runs by day as a table">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Day (UTC)</th>
            <th scope="col">Runs</th>
            <th scope="col">Succeeded</th>
            <th scope="col">Refused</th>
            <th scope="col">Failed</th>
          </tr>
        </thead>
        <tbody>
          {[...days].reverse().map((day) => (
            <tr key={day.day}>
              <th scope="row">{date(day.day)}</th>
              <td>{count(total(day))}</td>
              <td>{count(day.succeeded)}</td>
              <td>{count(day.refused)}</td>
              <td>{count(day.failed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
