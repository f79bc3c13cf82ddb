import { knowledgeLimits, type KnowledgeSources } from '@annals/contracts';
import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { meaningQuery } from '../../api/knowledge';
import type { WorkspaceIds } from '../../api/workspaces';
import { Box } from '../../components/box';
import { When } from '../../components/when';
import { count } from '../../format/words';
import classes from './knowledge.module.css';
import { TrySearch } from './try-search';
import type { AnySource } from './words';

type Capacity = z.output<typeof KnowledgeSources>['capacity'];

const NEARLY = 0.9;
const colorOf = (share: number): string =>
  share >= 1 ? 'var(--bad)' : share >= NEARLY ? 'var(--warn)' : 'var(--text-3)';

function Line({ name, of, most }: { name: string; of: number; most: number }) {
  return (
    <div className={classes.capacity}>
      <p>
        <span>{name}</span>
        <span>
          <b>{count(of)}</b> of {count(most)}
        </span>
      </p>
      <Progress value={Math.min(100, (100 * of) / most)} color={colorOf(of / most)} aria-label={`${name} in use`} />
    </div>
  );
}

interface Props {
  ids: WorkspaceIds;
  capacity: Capacity;
  sources: readonly AnySource[];
}

/** What the workspace holds of what it may, what is read next, and who gets it. */
export function Rail({ ids, capacity, sources }: Props) {
  const next = sources
    .filter(({ nextAt, sync }) => nextAt !== null || sync !== null)
    .toSorted((one, other) => (one.sync === null ? (one.nextAt ?? '') : '').localeCompare(other.nextAt ?? ''))
    .slice(0, 5);
  return (
    <aside className={classes.side} aria-label="About knowledge here">
      <Box title="Capacity">
        <div className={classes.boxed}>
          <Line name="Files and texts" of={capacity.files} most={knowledgeLimits.files} />
          <Line name="Websites" of={capacity.websites} most={knowledgeLimits.websites} />
          <Line name="Characters" of={capacity.characters} most={knowledgeLimits.characters} />
          <p className={classes.help}>
            At the end of any of them, new sources are refused; what is there stays. What others share does not count.
          </p>
        </div>
      </Box>
      {next.length > 0 && (
        <Box title="Read next">
          <ul className={classes.next}>
            {next.map(({ sourceId, name, sync, nextAt }) => (
              <li key={sourceId}>
                <span>{name}</span>
                <span className={classes.under}>{sync === null ? <When at={nextAt} /> : 'now'}</span>
              </li>
            ))}
          </ul>
        </Box>
      )}
      <Box title="Try a search">
        <div className={classes.boxed}>
          <TrySearch ids={ids} />
        </div>
      </Box>
      <WhereTextsGo ids={ids} />
      <section className={classes.note}>
        <b>Only bots of this workspace use it</b>
        <p>
          A bot that keeps to some sources uses those, any other all of them. A removed source is not used from the next
          search on; what bots said before stays in the history.
        </p>
      </section>
    </aside>
  );
}

/** Whether texts leave the installation, and to where; nothing where nobody could ever allow it. */
function WhereTextsGo({ ids }: { ids: WorkspaceIds }) {
  const meaning = useQuery(meaningQuery(ids)).data?.meaning;
  if (meaning === null || meaning === undefined) return null;
  const { host, model, isAllowed } = meaning;
  return (
    <section className={classes.note}>
      <b>{isAllowed ? `Texts go to ${host}` : 'No text leaves this installation'}</b>
      <p>
        {isAllowed
          ? `Passages and questions are sent there (${model}), so that bots also find what says the same in other words.`
          : `Bots find by words alone. Sent to ${host} (${model}), texts could also be found by meaning; the policy “Knowledge is searched by meaning” allows it.`}
      </p>
    </section>
  );
}
