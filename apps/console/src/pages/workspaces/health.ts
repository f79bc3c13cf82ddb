import { needReasons, type NeedsByWorkspace, type Workspace } from '@annals/contracts';
import type { z } from 'zod';
import { count, plural } from '../../format/words';
import { needWords } from '../needs/words';

type Needed = z.output<typeof NeedsByWorkspace>['items'][number];
/** What is wrong, worst first. */
export interface Health {
  readonly words: string;
  readonly tone: 'ok' | 'warn' | 'bad' | 'quiet';
}
/** From so many hundredths of its limit on it is said. */
const NEAR = 90;

type Judged = Pick<z.output<typeof Workspace>, 'status' | 'people' | 'memberLimit' | 'bots'>;

/** Whether anything is wrong in a workspace: what needs somebody first, then whether more people fit in. */
export function healthOf(
  { status, people, memberLimit, bots }: Judged,
  needed: Pick<Needed, 'total' | 'worst'> | undefined,
  now: number,
): Health {
  if (status === 'archived') return { words: 'Archived', tone: 'quiet' };
  const wrong = [needed === undefined ? '' : wordsOf(needed, now), limitWords(people, memberLimit)].filter(
    (words) => words !== '',
  );
  if (wrong.length > 0)
    return {
      words: wrong.join('. '),
      tone: needed && needReasons[needed.worst.kind].weight === 'bad' ? 'bad' : 'warn',
    };
  return bots === 0 ? { words: 'No bots yet', tone: 'quiet' } : { words: 'Nothing is wrong', tone: 'ok' };
}

function wordsOf({ total, worst }: Pick<Needed, 'total' | 'worst'>, now: number): string {
  const { title } = needWords(worst, now);
  return total === 1 ? title : `${title}, and ${count(total - 1)} more`;
}

function limitWords(people: number | null, limit: number | null): string {
  if (people === null || limit === null || people * 100 < limit * NEAR) return '';
  return people >= limit ? `Full: ${plural(limit, 'person', 'people')}` : `Near its limit of ${count(limit)}`;
}
