import type { BotsByWorkspace, Workspace } from '@annals/contracts';
import type { z } from 'zod';
import { count, plural } from '../../format/words';

type Counted = z.output<typeof BotsByWorkspace>['items'][number];
/** What is wrong, worst first. */
export interface Health {
  readonly words: string;
  readonly tone: 'ok' | 'warn' | 'bad' | 'quiet';
}
/** From so many hundredths of its limit on it is said. */
const NEAR = 90;

/** Whether anything is wrong in a workspace: its bots first, then whether more people fit in. */
export function healthOf(
  { status, people, memberLimit }: Pick<z.output<typeof Workspace>, 'status' | 'people' | 'memberLimit'>,
  bots: Pick<Counted, 'bots' | 'worst'> | undefined,
): Health {
  if (status === 'archived') return { words: 'Archived', tone: 'quiet' };
  const { error, offline } = bots?.bots ?? { error: 0, offline: 0 };
  const name = bots?.worst?.name ?? '';
  if (error > 0) return { words: error === 1 ? `${name} is failing` : `${count(error)} bots are failing`, tone: 'bad' };
  const wrong = [
    offline === 1 ? `${name} is offline` : offline > 1 ? `${count(offline)} bots are offline` : '',
    limitWords(people, memberLimit),
  ].filter((words) => words !== '');
  if (wrong.length > 0) return { words: wrong.join('. '), tone: 'warn' };
  return bots === undefined ? { words: 'No bots yet', tone: 'quiet' } : { words: 'Nothing is wrong', tone: 'ok' };
}

function limitWords(people: number | null, limit: number | null): string {
  if (people === null || limit === null || people * 100 < limit * NEAR) return '';
  return people >= limit ? `Full: ${plural(limit, 'person', 'people')}` : `Near its limit of ${count(limit)}`;
}
