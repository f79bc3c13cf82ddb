import { reaction } from '@annals/views';

export const END_BOT = 'automation.end-bot';

/** What belongs to a bot ends with it: its runs, and the triggers of it that were off. */
export const endBotWhenItIsRetired = reaction({
  name: 'end-bot-when-it-is-retired',
  on: {
    BotRetired: ({ id, organization, at, data: { botId, inFlight }, meta }) => [
      {
        queue: END_BOT,
        key: id,
        payload: {
          organizationId: organization,
          botId,
          inFlight,
          retiredAt: at,
          causedBy: id,
          correlation: meta.correlationId,
        },
      },
    ],
  },
});
