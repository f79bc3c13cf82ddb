import { firstEvent } from './event';
import { camel, mustBeContext, type NewFile } from './place';

const SENTENCE = /^(([a-z]+-)+)when-([a-z]+-)*[a-z]+$/;

/**
 * The folder of a new reaction: the job that it makes of its event, who does the job, and a spec.
 * @param path `context/name`, the name being a sentence: `close-key-when-it-is-revoked`
 * @param type of its first event
 * @throws Error with a sentence when the place or the event does not fit
 */
export function newReaction(root: string, path: string, type: string): NewFile[] {
  const [context = '', name = '', ...rest] = path.split('/');
  const work = SENTENCE.exec(name)?.[1]?.slice(0, -1);
  if (rest.length > 0 || work === undefined)
    throw new Error(
      `Name the reaction by what it does and when, like identity/close-key-when-it-is-revoked, not "${path}".`,
    );
  mustBeContext(root, context);
  const { factory, id, sample } = firstEvent(root, type);
  const queue = `${context}.${work}`;
  const [constant, doing] = [work.replaceAll('-', '_').toUpperCase(), camel(work)];
  const base = `libs/${context}/src/reactions/${name}/${name}`;
  return [
    {
      path: `${base}.ts`,
      text: `import { reaction } from '@annals/views';

export const ${constant} = '${queue}';

/** Say here why somebody has to act on it. */
export const ${camel(name)} = reaction({
  name: '${name}',
  on: { ${type}: ({ id, data: { ${id} } }) => [{ queue: ${constant}, key: id, payload: { ${id} } }] },
});
`,
    },
    {
      path: `${base}.job.ts`,
      text: `import { id } from '@annals/contracts';
import { job } from '@annals/platform';
import { z } from 'zod';
import { ${constant} } from './${name}';

export const ${doing} = job({
  queue: ${constant},
  payload: z.object({ ${id}: id }),
  does: () => ({ ${id} }) => {
    throw new Error(\`Say here what is to be done about \${${id}}: a job may run twice, and comes again when it fails.\`);
  },
});
`,
    },
    {
      path: `${base}.spec.ts`,
      text: `import { ${factory} } from '@annals/contracts';
import { jobsOf, someLog } from '@annals/views';
import { ${camel(name)} } from './${name}';

const first = ${sample};

describe('${name.replaceAll('-', ' ')}', () => {
  it('makes a job for each', () => {
    const log = someLog(first);
    expect(jobsOf(${camel(name)}, log)).toEqual([
      { queue: '${queue}', key: log[0]?.id, payload: { ${id}: first.data.${id} } },
    ]);
  });
});
`,
    },
  ];
}

/** What is left to do by hand. */
export function afterReaction(path: string): string[] {
  const [context = '', name = ''] = path.split('/');
  return [
    'Next:',
    '  1. what the job does: it comes again when it fails, so doing it twice must be as good as once',
    `  2. ${camel(name)} among the reactions and its job among the jobs of libs/${context}/src/${context}.context.ts`,
    `  3. '${name}' in libs/contracts/src/reactions.ts`,
  ];
}
