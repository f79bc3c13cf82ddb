/** One place where somebody who adds a command writes: a file, a line that is there, and what comes in its place. */
export interface Edit {
  readonly file: string;
  readonly at: string;
  readonly text: string;
}

/** An edit that adds lines before one that is there. */
const before = (file: string, at: string, text: string): Edit => ({ file, at, text: `${text}${at}` });

const contracts = 'libs/contracts/src/automation';
const folder = 'libs/automation/src/commands/retire-bot/retire-bot';

/** What comes before `npm run new command automation/retire-bot`: it reads the route. */
export const promised: readonly Edit[] = [
  before(
    `${contracts}/events.ts`,
    'export const fleetEvents',
    "export const botRetired = defineEvent('BotRetired', { data: { botId: id } });\n\n",
  ),
  { file: `${contracts}/events.ts`, at: 'botDisabled, botEnabled }', text: 'botDisabled, botEnabled, botRetired }' },
  before(
    `${contracts}/routes.ts`,
    'export const enableBot = route({',
    `export const retireBot = route({
  method: 'POST',
  path: \`\${bot}/retire\`,
  params: api.BotParams,
  body: api.ToggleBot,
  answer: api.BotEffect,
  access: 'bots:toggle',
  tag: 'bots',
  sentence: 'Retires a bot for good. Asked again, nothing changes.',
  refusals: ['BOT_NOT_FOUND'],
});

`,
  ),
  { file: `${contracts}/sentences.ts`, at: '  botEnabled,\n', text: '  botEnabled,\n  botRetired,\n' },
  before(
    `${contracts}/sentences.ts`,
    '  BotEnabled: tells(',
    "  BotRetired: tells(botRetired, ({ botId }) => ['retired ', bot(botId)]),\n",
  ),
];

/** What comes after it: the memory, the decision and its spec, how it is served, and a column with its spec. */
export const decided: readonly Edit[] = [
  {
    file: 'libs/automation/src/fleet/fleet.ts',
    at: '  enabled: boolean;\n',
    text: '  enabled: boolean;\n  retired?: true;\n',
  },
  before(
    'libs/automation/src/fleet/fleet.ts',
    '    BotEnabled: (f',
    `    BotRetired: ({ bots }, { data }) => {
      const bot = bots.get(data.botId);
      if (bot) bot.retired = true;
    },
`,
  ),
  {
    file: `${folder}.ts`,
    at: `(_state, _command) => {
  return [];
};`,
    text: '(state, { botId }) =>\n  mustHaveBot(state, botId).retired ? [] : [botRetired({ botId })];',
  },
  { file: `${folder}.ts`, at: 'import type { AskedOf,', text: 'import { botRetired, type AskedOf,' },
  { file: `${folder}.ts`, at: ' routes, FleetEvent }', text: ' type routes, type FleetEvent }' },
  { file: `${folder}.ts`, at: 'import type { Fleet }', text: 'import { mustHaveBot, type Fleet }' },
  {
    file: `${folder}.spec.ts`,
    at: `  it('stays quiet where it is already so', () => {
    given(fleet).when(retireBot, command).thenNothing();
  });`,
    text: `  it('is retired', () => {
    given(fleet, registered).when(retireBot, { ...command, botId }).then(botRetired({ botId }));
  });

  it('says no to a bot that is not there', () => {
    given(fleet).when(retireBot, { ...command, botId }).thenRefused('BOT_NOT_FOUND');
  });

  it('stays quiet where it is already so', () => {
    given(fleet, registered, botRetired({ botId })).when(retireBot, { ...command, botId }).thenNothing();
  });`,
  },
  before(
    `${folder}.spec.ts`,
    "import { given } from '@annals/kernel';",
    "import { botRetired } from '@annals/contracts';\n",
  ),
  before(`${folder}.spec.ts`, 'import { retireBot,', "import { botId, registered } from '../../testing/examples';\n"),
  before(
    'libs/automation/src/automation.context.ts',
    '    serve(routes.automation.enableBot,',
    "    serve(routes.automation.retireBot, command('RetireBot', fleet, ofOrganization, retireBot), idsAndEffect),\n",
  ),
  before(
    'libs/automation/src/automation.context.ts',
    '/** Bots (RPA and chat agents)',
    "import { retireBot } from './commands/retire-bot/retire-bot';\n\n",
  ),
];

const view = 'libs/automation/src/views/bots/bots';

/** A column in a view that is there. */
export const shown: readonly Edit[] = [
  { file: `${view}.view.ts`, at: '  version: 2,', text: '  version: 3,' },
  before(`${view}.view.ts`, "        disabled_at: 'instant?',", "        retired_at: 'instant?',\n"),
  before(
    `${view}.view.ts`,
    '    BotEnabled: (t, e) =>',
    '    BotRetired: (t, e) => t.bots.patch([e.organization, e.data.botId], { retired_at: e.at }),\n',
  ),
  before(`${view}.spec.ts`, '  disabled_at: null,', '  retired_at: null,\n'),
  { file: `${view}.spec.ts`, at: '  botRegistered,\n', text: '  botRegistered,\n  botRetired,\n' },
  before(
    `${view}.spec.ts`,
    "describe('",
    `it('says when a bot was retired', () => {
  const retired = happened(botRetired({ botId }), { at });
  expect(givenLog(registered, retired).viewOf(bots).bots).toEqual([{ ...row, retired_at: at }]);
});

`,
  ),
];
