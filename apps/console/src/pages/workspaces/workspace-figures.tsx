import { type BotsByWorkspace, MOST_WORKSPACES, type Workspaces } from '@annals/contracts';
import type { z } from 'zod';
import { useOrganization } from '../../app/frame/frame-context';
import { Figure, FigureRow } from '../../components/figure';
import { useTerms } from '../../components/use-terms';
import { count, list, plural } from '../../format/words';

interface Props {
  found: z.output<typeof Workspaces>;
  /** Undefined for who may not see bots. */
  bots: z.output<typeof BotsByWorkspace>['items'] | undefined;
}

/** How many workspaces, people and bots there are, each as far as the reader may see them. */
export function WorkspaceFigures({ found: { active, archived, access }, bots }: Props) {
  const { organizationId, can } = useOrganization();
  const say = useTerms();
  const params = { organizationId };
  const left = MOST_WORKSPACES - active - archived;
  return (
    <FigureRow>
      <Figure
        name={say('Workspaces')}
        value={count(active)}
        beside={can('workspaces:create') ? `of ${count(MOST_WORKSPACES)}` : 'active'}
        to="/organizations/$organizationId/workspaces"
        params={params}
      >
        {can('workspaces:create') && left === 0 ? 'None is free' : `${count(archived)} archived`}
      </Figure>
      {access !== null && (
        <Figure
          name="People with access"
          value={count(access.entering)}
          beside={`of ${count(access.people)}`}
          to="/organizations/$organizationId/people"
          params={params}
        >
          {access.entering === access.people
            ? say('Everybody is in a workspace')
            : say(`${count(access.people - access.entering)} may enter no workspace`)}
        </Figure>
      )}
      {bots !== undefined && <BotFigure bots={bots} params={params} />}
    </FigureRow>
  );
}

function BotFigure({ bots, params }: { bots: NonNullable<Props['bots']>; params: { organizationId: string } }) {
  const say = useTerms();
  const sum = (of: (each: (typeof bots)[number]['bots']) => number) =>
    bots.reduce((all, { bots: counts }) => all + of(counts), 0);
  const [all, error, offline] = [
    sum((counts) => Object.values(counts).reduce((some, n) => some + n, 0)),
    sum((counts) => counts.error),
    sum((counts) => counts.offline),
  ];
  const away = [error > 0 ? `${count(error)} in error` : '', offline > 0 ? `${count(offline)} offline` : ''];
  return (
    <Figure
      name="Bots"
      value={count(all)}
      beside={`in ${plural(bots.length, say('workspace'))}`}
      to="/organizations/$organizationId/bots"
      params={params}
    >
      <span data-bad={error + offline > 0 || undefined}>
        {list(away.filter((words) => words !== '')) || (all === 0 ? 'None registered yet' : 'Nothing is wrong')}
      </span>
    </Figure>
  );
}
