import { reaction } from '@annals/views';

export const END_BOT_KEYS = 'identity.end-bot-keys';

/** A bot's keys end with it, once its workers have reported what became of its runs. */
export const endKeysWhenBotIsRetired = reaction({
  name: 'end-keys-when-bot-is-retired',
  on: {
    BotRetired: ({ id, organization, data: { botId }, meta }) => [
      {
        queue: END_BOT_KEYS,
        key: id,
        payload: { organizationId: organization, botId, causedBy: id, correlation: meta.correlationId },
      },
    ],
  },
});
