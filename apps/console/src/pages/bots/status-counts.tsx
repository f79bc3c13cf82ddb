import type { BotStatus } from '@annals/contracts';
import { UnstyledButton } from '@mantine/core';
import { botLooks, Status } from '../../components/status';
import { count } from '../../format/words';
import classes from './bots.module.css';

const order: readonly BotStatus[] = ['busy', 'idle', 'error', 'offline', 'disabled'];

/** How many bots have each status; each count is a filter. */
export function StatusCounts({
  counts,
  status,
  choose,
}: {
  /** Of all bots; unknown while they are on their way. */
  counts: Record<BotStatus, number> | undefined;
  status: BotStatus | undefined;
  choose: (status: BotStatus | undefined) => void;
}) {
  return (
    <div className={classes.counts} role="group" aria-label="Bots by status" tabIndex={-1}>
      {order.map((each) => (
        <UnstyledButton
          key={each}
          className={classes.count}
          aria-pressed={status === each}
          onClick={() => {
            choose(status === each ? undefined : each);
          }}
        >
          <Status look={botLooks[each]} />
          <b>{counts === undefined ? '–' : count(counts[each])}</b>
        </UnstyledButton>
      ))}
    </div>
  );
}
