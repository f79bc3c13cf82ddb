import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** One place where somebody who adds a command writes: a file, a line that is there, and what comes in its place. */
export interface Edit {
  readonly file: string;
  readonly at: string;
  readonly text: string;
}

/** An edit that adds lines before one that is there. */
const before = (file: string, at: string, text: string): Edit => ({ file, at, text: `${text}${at}` });

const contracts = 'libs/contracts/src/automation';
const folder = 'libs/automation/src/commands/note-bot/note-bot';
const slice = 'libs/automation/src/fleet/bots.ts';
const context = 'libs/automation/src/automation.context.ts';

/** What comes before `npm run new command automation/note-bot`: it reads the route. */
export const promised: readonly Edit[] = [
  before(
    `${contracts}/events.ts`,
    'export const fleetEvents',
    "export const botNoted = defineEvent('BotNoted', { data: { botId: id }, text: { note: line(1, 200) } });\n\n",
  ),
  { file: `${contracts}/events.ts`, at: '  botEnabled,\n', text: '  botEnabled,\n  botNoted,\n' },
  before(
    `${contracts}/routes.ts`,
    'export const enableBot = route({',
    `export const noteBot = route({
  method: 'POST',
  path: \`\${bot}/note\`,
  params: api.BotParams,
  body: z.strictObject({ note: line(1, 200), reason }).meta({ id: 'NoteBot' }),
  answer: api.BotEffect,
  access: 'bots:toggle',
  tag: 'bots',
  sentence: 'Puts a note on a bot, in place of an earlier one.',
  refusals: ['BOT_NOT_FOUND'],
});

`,
  ),
  before(`${contracts}/routes.ts`, "import * as api from './api';", "import { line, reason } from '../words';\n"),
  before(`${contracts}/routes.ts`, 'import { OrganizationParams', "import { z } from 'zod';\n"),
  { file: `${contracts}/sentences.ts`, at: '  botEnabled,\n', text: '  botEnabled,\n  botNoted,\n' },
  before(
    `${contracts}/sentences.ts`,
    '  BotEnabled: tells(',
    "  BotNoted: tells(botNoted, ({ botId }) => ['put a note on ', bot(botId)]),\n",
  ),
];

/** What comes after it: what decisions remember, the decision and its spec, and how it is served. */
export const decided: readonly Edit[] = [
  { file: slice, at: '  enabled: boolean;\n', text: '  enabled: boolean;\n  note?: string;\n' },
  before(
    slice,
    '  BotEnabled: (bots',
    '  BotNoted: (bots, { data, text }) => change(bots, data.botId, { note: text.note }),\n',
  ),
  {
    file: `${folder}.ts`,
    at: `(_state, _command) => {
  return [];
};`,
    text: `(state, { botId, note }) =>
  mustHaveBot(state, botId).note === note ? [] : [botNoted({ botId }, { note })];`,
  },
  { file: `${folder}.ts`, at: 'import type { AskedOf,', text: 'import { botNoted, type AskedOf,' },
  { file: `${folder}.ts`, at: ' FleetEvent, routes }', text: ' type FleetEvent, type routes }' },
  { file: `${folder}.ts`, at: 'import type { Fleet }', text: 'import { mustHaveBot, type Fleet }' },
  {
    file: `${folder}.spec.ts`,
    at: `  it('stays quiet where it is already so', () => {
    given(fleet).when(noteBot, command).thenNothing();
  });`,
    text: `  const asked = { ...command, botId, note: 'Its portal is slow' };
  const noted = botNoted({ botId }, { note: asked.note });

  it('is on it', () => {
    given(fleet, registered).when(noteBot, asked).then(noted);
  });

  it('says no to a bot that is not there', () => {
    given(fleet).when(noteBot, asked).thenRefused('BOT_NOT_FOUND');
  });

  it('stays quiet where it is already so', () => {
    given(fleet, registered, noted).when(noteBot, asked).thenNothing();
  });`,
  },
  before(
    `${folder}.spec.ts`,
    "import { given } from '@annals/kernel';",
    "import { botNoted } from '@annals/contracts';\n",
  ),
  before(`${folder}.spec.ts`, 'import { noteBot,', "import { botId, registered } from '../../testing/examples';\n"),
  before(
    context,
    '    serve(routes.automation.enableBot,',
    "    serve(routes.automation.noteBot, command('NoteBot', fleet, ofOrganization, noteBot), idsAndEffect),\n",
  ),
  before(context, '/** Bots (RPA and chat agents)', "import { noteBot } from './commands/note-bot/note-bot';\n\n"),
];

const view = 'libs/automation/src/views/bots/bots.view.ts';

/** The version that the view gets by it. */
export const NEXT =
  1 + Number(/^ {2}version: (\d+),$/m.exec(readFileSync(resolve(__dirname, '../../..', view), 'utf8'))?.[1]);

/** A column in a view that is there, told by the spec of the command that fills it. */
export const shown: readonly Edit[] = [
  { file: view, at: `  version: ${NEXT - 1},`, text: `  version: ${NEXT},` },
  before(view, "        disabled_at: 'instant?',", "        note: 'text?',\n"),
  before(
    view,
    '    BotEnabled: (t, e) =>',
    "    BotNoted: (t, e) => t.bots.patch([e.organization, e.data.botId], { note: shown(e.text, 'note') }),\n",
  ),
  before(
    `${folder}.spec.ts`,
    "  it('says no to a bot that is not there'",
    `  it('is shown with the bot, until what people typed is erased', () => {
    const log = givenLog(registered, noted);
    expect(log.viewOf(bots).bots).toMatchObject([{ bot_id: botId, note: asked.note }]);
    expect(log.erasedViewOf(bots).bots).toMatchObject([{ bot_id: botId, note: null }]);
  });

`,
  ),
  before(
    `${folder}.spec.ts`,
    "import { botId, registered } from '../../testing/examples';",
    "import { givenLog } from '@annals/views';\n",
  ),
  before(`${folder}.spec.ts`, 'import { noteBot,', "import { bots } from '../../views/bots/bots.view';\n"),
];
