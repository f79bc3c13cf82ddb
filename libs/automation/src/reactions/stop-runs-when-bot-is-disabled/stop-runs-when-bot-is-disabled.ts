import { reaction } from '@annals/views';

export const STOP_RUNS_OF_BOT = 'automation.stop-runs-of-bot';

/** B10: who disables a bot may ask that the runs at work stop, too. */
export const stopRunsWhenBotIsDisabled = reaction({
  name: 'stop-runs-when-bot-is-disabled',
  on: {
    BotDisabled: ({ id, organization, data: { botId, inFlight }, meta }) =>
      inFlight === 'stop'
        ? [
            {
              queue: STOP_RUNS_OF_BOT,
              key: id,
              payload: { organizationId: organization, botId, causedBy: id, correlation: meta.correlationId },
            },
          ]
        : [],
  },
});
