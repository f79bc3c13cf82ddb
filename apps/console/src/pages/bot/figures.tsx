import { Link } from '@tanstack/react-router';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { count, share } from '../../format/words';
import classes from './bot.module.css';
import type { AnyBot } from './types';

/** How its runs went since it was registered. */
export function Figures({ bot }: { bot: AnyBot }) {
  const { organizationId, can } = useOrganization();
  const all = (
    <Link to="/organizations/$organizationId/runs" params={{ organizationId }} search={{ bot: bot.botId }}>
      All runs
    </Link>
  );
  const figures = [
    ['runs', count(bot.runs)],
    ['failed', count(bot.failed)],
    ['succeeded', share(bot.runs - bot.failed, bot.runs)],
  ] as const;
  return (
    <Box title="Runs" action={can('runs:read') && all}>
      <dl className={classes.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dd>{value}</dd>
            <dt>{name}</dt>
          </div>
        ))}
      </dl>
    </Box>
  );
}
