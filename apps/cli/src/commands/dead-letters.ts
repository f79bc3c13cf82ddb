import type { GivenSettings } from '@annals/config';
import { listDeadLetters, retryDeadLetter, type DeadLetter } from '@annals/views';
import { CannotDo } from '../sentence';
import { connectionsOf } from './addresses';

const describe = ({ id, queue, payload, attempts, error, since }: DeadLetter): string =>
  `${id}  ${queue}, given up on ${since} after ${attempts} attempts: ${error}\n  ${JSON.stringify(payload)}`;

/**
 * `annals dead-letters`: the jobs that reactions gave up; with an id, that one is tried again. @throws CannotDo when
 * there is none of that id
 */
export async function deadLetters(retry: string | undefined, given: GivenSettings): Promise<void> {
  const { databaseUrl } = await connectionsOf(given, 'its worker does the jobs');
  if (retry === undefined) {
    const dead = await listDeadLetters({ databaseUrl });
    process.stdout.write(
      dead.length === 0
        ? 'No job was given up.\n'
        : `${dead.map(describe).join('\n')}\nTry one again: annals dead-letters --retry <id>\n`,
    );
  } else {
    if (!(await retryDeadLetter(retry, { databaseUrl })))
      throw new CannotDo(`No job ${retry} was given up: "annals dead-letters" lists those that were.`);
    process.stdout.write(`The job ${retry} is tried again.\n`);
  }
}
