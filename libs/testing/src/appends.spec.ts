import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { commandsThatIterate } from './appends';

const decide = (events: string, imports = '') => `import { memberRemoved } from '@annals/contracts';
${imports}
export const doIt = ({ people }, { personId }) => ${events};
`;
const REMOVED = 'memberRemoved({ personId })';

describe('the commands that may append more where there is more', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'appends-'));
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });
  const named = (files: Readonly<Record<string, string>>) => {
    for (const [name, program] of Object.entries(files)) {
      const file = join(root, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, program);
    }
    return commandsThatIterate(join(root, 'commands'));
  };

  it('are not those that say how many events they make', () =>
    expect(
      named({
        'commands/remove-one/remove-one.ts': decide(`people.gone ? [] : [${REMOVED}]`),
        'commands/remove-one/remove-one.spec.ts': `for (const each of all) given(each);`,
        'commands/remove-one/remove-one.controller.ts': `all.map((each) => each.id);`,
        'commands/tell-them/tell-them.job.ts': `for (const each of all) await tell(each);`,
      }),
    ).toEqual([]));

  it.each([
    ['maps over members', `people.map(({ personId }) => ${REMOVED})`],
    ['spreads what it maps', `[${REMOVED}, ...[...people.values()].flatMap(() => [${REMOVED}])]`],
    ['loops', `{ const all = []; for (const each of people) all.push(${REMOVED}); return all; }`],
    ['fills an array', `Array.from(people, ({ personId }) => ${REMOVED})`],
  ])('are those of which one %s', (_how, events) =>
    expect(named({ 'commands/remove-all/remove-all.ts': decide(events) })).toEqual(['remove-all']),
  );

  it('are those whose handler does', () =>
    expect(
      named({
        'commands/remove-all/remove-all.ts': decide(`[${REMOVED}]`),
        'commands/remove-all/remove-all.handler.ts': `for (const each of people) await decide(each);`,
      }),
    ).toEqual(['remove-all']));

  it('are those that take their events from a file that goes through many, and not their checks', () => {
    const one = decide(`[${REMOVED}]`, "import { mustBeOwned } from '../../people/people';");
    const all = decide('removed(people)', "import { removed } from '../../people/removed';");
    expect(
      named({
        'commands/remove-one/remove-one.ts': one,
        'commands/remove-all/remove-all.ts': all,
        'people/people.ts': 'export const mustBeOwned = (people) => { for (const each of people) check(each); };',
        'people/removed.ts': `export const removed = (people) => people.map(({ personId }) => ${REMOVED});`,
      }),
    ).toEqual(['remove-all']);
  });
});
