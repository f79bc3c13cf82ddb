import { rows, shown, type ViewEvent, type Writer } from '@annals/views';

/** Bots as views know them that are about something else: what they are called, where they are, whether they work. */
export const knownBotRows = rows({
  key: ['organization_id', 'bot_id'],
  columns: {
    organization_id: 'uuid',
    bot_id: 'uuid',
    workspace_id: 'uuid',
    name: 'text?',
    enabled: 'bool',
    retired: 'bool',
  },
});
interface Tables {
  readonly bots: Writer<typeof knownBotRows>;
}

/** How events fill that table: handlers for a view whose `bots` it is. */
export const knownBotHandlers = {
  BotRegistered: (t: Tables, e: ViewEvent<'BotRegistered'>): void =>
    t.bots.put({
      organization_id: e.organization,
      bot_id: e.data.botId,
      workspace_id: e.data.workspaceId,
      name: shown(e.text, 'name'),
      enabled: true,
      retired: false,
    }),
  BotRenamed: (t: Tables, e: ViewEvent<'BotRenamed'>): void =>
    t.bots.patch([e.organization, e.data.botId], { name: shown(e.text, 'name') }),
  BotMoved: (t: Tables, e: ViewEvent<'BotMoved'>): void =>
    t.bots.patch([e.organization, e.data.botId], { workspace_id: e.data.workspaceId }),
  BotDisabled: (t: Tables, e: ViewEvent<'BotDisabled'>): void =>
    t.bots.patch([e.organization, e.data.botId], { enabled: false }),
  BotEnabled: (t: Tables, e: ViewEvent<'BotEnabled'>): void =>
    t.bots.patch([e.organization, e.data.botId], { enabled: true }),
  /** What it did keeps its name. */
  BotRetired: (t: Tables, e: ViewEvent<'BotRetired'>): void =>
    t.bots.patch([e.organization, e.data.botId], { retired: true }),
};
