import type { BotStatus, Overview } from '@annals/contracts';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { botLooks, Status } from '../../components/status';
import { count } from '../../format/words';
import classes from './bots-now.module.css';

const order: readonly BotStatus[] = ['busy', 'idle', 'error', 'offline', 'disabled'];

/** How many can work? A bar by status, and each status leads to its bots. */
export function BotsNow({ bots }: { bots: z.output<typeof Overview>['bots'] }) {
  const { organizationId, at } = useOrganization();
  const title = at === undefined ? 'Bots now' : 'Bots then';
  const total = order.reduce((sum, status) => sum + bots[status], 0);
  return (
    <section className={classes.box} aria-label={title}>
      <div className={classes.line}>
        <h2 className={classes.title}>{title}</h2>
        <div className={classes.bar} aria-hidden>
          {order
            .filter((status) => bots[status] > 0)
            .map((status) => (
              <i key={status} data-status={status} style={{ flexGrow: bots[status] }} />
            ))}
        </div>
        <Link to="/organizations/$organizationId/bots" params={{ organizationId }} className={classes.all}>
          All {count(total)}
        </Link>
      </div>
      <ul className={classes.counts}>
        {order.map((status) => (
          <li key={status}>
            <Link
              to="/organizations/$organizationId/bots"
              params={{ organizationId }}
              search={{ status }}
              className={classes.count}
            >
              <Status look={botLooks[status]} />
              <b>{count(bots[status])}</b>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
