import { resolve } from 'node:path';
import { afterCommand, newCommand, servedBy } from './command';

const root = resolve(__dirname, '../../..');

/** That what it makes compiles, for every stream, is checked with the types (infra/tools/test/new-files.ts). */
describe('npm run new command', () => {
  it('makes a decision and its spec, and says how the route is served', () => {
    const folder = 'libs/automation/src/commands/disable-bot';
    expect(newCommand(root, 'automation/disable-bot').map(({ path }) => path)).toEqual([
      `${folder}/disable-bot.ts`,
      `${folder}/disable-bot.spec.ts`,
    ]);
    expect(servedBy(root, 'automation/disable-bot')?.line).toBe(
      "serve(routes.automation.disableBot, command('DisableBot', fleet, ofOrganization, disableBot), idsAndEffect)",
    );
    expect(servedBy(root, 'identity/change-password')).toBeUndefined();
  });

  it('tells what the route promises to refuse, and what its context imports', () => {
    const [decision] = newCommand(root, 'automation/disable-bot');
    expect(decision?.text).toContain('@throws Refused BOT_NOT_FOUND, BOT_ALREADY_DISABLED */');
    expect(afterCommand('automation/disable-bot', root)).toEqual(
      expect.arrayContaining([
        '  2. the decision, and its specs: the right events, says no (BOT_NOT_FOUND, BOT_ALREADY_DISABLED), stays quiet',
        "     import { disableBot } from './commands/disable-bot/disable-bot';",
      ]),
    );
  });

  it('guesses nobody who may ask: the route comes first', () => {
    expect(() => newCommand(root, 'organization/try-it-out')).toThrow(
      'There is no route tryItOut in libs/contracts/src/organization/routes.ts: write it first, with its access.',
    );
  });

  it.each(['organization', 'nowhere/try-it-out', 'organization/TryIt', 'organization/a/b/c'])(
    'says what is wrong with "%s"',
    (path) => {
      expect(() => newCommand(root, path)).toThrow(/^(Name the command like|There is no stream)/);
    },
  );
});
