import type { Overview } from '@annals/contracts';
import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { Figure, FigureRow } from '../../components/figure';
import { count, list, plural, share } from '../../format/words';
import { compare } from './compare';

/** Four figures, three for who may not see people, each with its comparison, each leading to its rows. */
export function Figures({ overview }: { overview: z.output<typeof Overview> }) {
  const { organizationId } = useOrganization();
  const params = { organizationId };
  const { bots } = overview;
  const total = bots.busy + bots.idle + bots.error + bots.offline + bots.disabled;
  const away = [
    bots.offline > 0 ? `${bots.offline} offline` : '',
    bots.error > 0 ? `${bots.error} in error` : '',
    bots.disabled > 0 ? `${bots.disabled} disabled` : '',
  ].filter((words) => words !== '');
  const runs = compare(overview.runsByDay);
  const finished = runs.today.succeeded + runs.today.failed;
  return (
    <FigureRow>
      {overview.members !== null && (
        <Figure
          name="Members"
          value={count(overview.members)}
          beside={overview.invited ? `${overview.invited} invited` : ''}
          to="/organizations/$organizationId/people"
          params={params}
        >
          {overview.members === 1 ? 'Only you so far' : 'With access now'}
        </Figure>
      )}
      <Figure
        name="Bots ready"
        value={count(bots.busy + bots.idle)}
        beside={`of ${count(total)}`}
        to="/organizations/$organizationId/bots"
        params={params}
      >
        <span data-bad={bots.error + bots.offline > 0 || undefined}>
          {away.length === 0 ? (total === 0 ? 'None registered yet' : 'All of them') : list(away)}
        </span>
      </Figure>
      <Figure
        name="Runs today"
        value={count(runs.ended)}
        beside="ended"
        to="/organizations/$organizationId/runs"
        params={params}
      >
        {runs.usual === null ? 'No earlier days to compare' : `${plural(runs.usual, 'run')} on a usual day`}
      </Figure>
      <Figure
        name="Succeeded"
        value={share(runs.today.succeeded, finished)}
        beside="today"
        to="/organizations/$organizationId/runs"
        params={params}
      >
        <Points change={runs.points} />
      </Figure>
    </FigureRow>
  );
}

/** "5.6 points lower" than on the days before. */
function Points({ change }: { change: number | null }) {
  if (change === null) return 'No earlier days to compare';
  if (Math.abs(change) < 0.1) return 'As on the days before';
  const Icon = change < 0 ? IconArrowDownRight : IconArrowUpRight;
  return (
    <span data-bad={change < -1 || undefined}>
      <Icon size={13} stroke={1.7} aria-hidden /> {Math.abs(change).toFixed(1)} points {change < 0 ? 'lower' : 'higher'}
    </span>
  );
}
