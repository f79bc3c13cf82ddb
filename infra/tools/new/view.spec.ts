import { resolve } from 'node:path';
import { newView } from './view';

const root = resolve(__dirname, '../../..');

/** That what it makes compiles is checked with the types (infra/tools/test/new-files.ts). */
describe('npm run new view', () => {
  it('makes a row for what its event is about, and a spec with one of it', () => {
    const [view, spec] = newView(root, 'automation/disabled-bots', 'BotDisabled');
    expect(view?.path).toBe('libs/automation/src/views/disabled-bots/disabled-bots.view.ts');
    expect(view?.text).toContain("key: ['organization_id', 'bot_id']");
    expect(spec?.text).toMatch(/const first = botDisabled\(\{ botId: '[-0-9a-f]{36}', inFlight: 'finish' \}\);/);
  });

  it.each([
    ['automation/DisabledBots', 'BotDisabled', 'Name the view like'],
    ['nowhere/disabled-bots', 'BotDisabled', 'There is no context'],
    ['automation/disabled-bots', 'BotVanished', 'There is no event BotVanished'],
    ['automation/disabled-bots', '', 'There is no event (say which one)'],
    ['identity/locked-accounts', 'AccountLocked', 'AccountLocked belongs to an account'],
  ])('says what is wrong with %s of %s', (path, type, sentence) => {
    expect(() => newView(root, path, type)).toThrow(sentence);
  });
});
