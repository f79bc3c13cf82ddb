import { useSeats } from '../../components/use-seats';
import { count, plural } from '../../format/words';
import classes from './people.module.css';

/** How many seats are taken, and what to do when all are; nothing where there is no limit. */
export function Seats() {
  const seats = useSeats();
  if (seats === undefined) return null;
  const { limit, used, pending, free } = seats;
  const taken = used + pending;
  return (
    <p className={classes.seats} data-tone={free === 0 ? 'bad' : taken * 10 >= limit * 9 ? 'warn' : undefined}>
      <b>
        {count(taken)} of {plural(limit, 'seat')} taken
      </b>
      {pending === 0 ? '.' : `, ${count(pending)} of them by invitations.`}
      {free === 0 &&
        ' Nobody more can join: remove somebody or take an invitation back, or ask whoever runs this installation for more.'}
    </p>
  );
}
