import { id } from '@annals/contracts';
import { command, job } from '@annals/platform';
import { z } from 'zod';
import { revokeApiKey } from '../../commands/revoke-api-key/revoke-api-key';
import { contextOf } from '../../jobs/job-context';
import { BotDirectory } from '../../keys/bot-directory.port';
import { keys, keysOfBot } from '../../keys/keys';
import { END_BOT_KEYS } from './end-keys-when-bot-is-retired';

const Payload = z.object({ organizationId: id, botId: id, causedBy: id, correlation: z.string() });

interface OneKey {
  readonly organizationId: string;
  readonly keyId: string;
}

/** One that somebody revoked meanwhile is left as it is. */
export const EndBotKey = command(
  'EndBotKey',
  keys,
  ({ organizationId }: OneKey) => [organizationId],
  (state, asked, facts) =>
    state.byId.get(asked.keyId)?.revoked ? [] : revokeApiKey(state, { ...asked, cause: 'bot_retired' }, facts),
);

/**
 * One by one: appends do not grow with the number of keys. Until its last run has ended a worker needs its key to hear
 * that it shall stop, and to say that it did; the key opens nothing else of a bot that is retired.
 */
export const endBotKeys = job({
  queue: END_BOT_KEYS,
  payload: Payload,
  does:
    ({ eventStore, vault, commands, ask }) =>
    async ({ organizationId, botId, ...cause }) => {
      if (await ask(BotDirectory).isAtWork(organizationId, botId))
        throw new Error('Runs of a retired bot have not ended yet');
      const { state } = await eventStore.state({ stream: keys, id: [organizationId] }, 0);
      for (const keyId of keysOfBot(state, botId)) {
        const context = contextOf(cause, 'system:keys', `end-key/${keyId}`);
        await commands.execute(new EndBotKey.Command({ organizationId, keyId }, context));
        await vault.apiKeys.revoke(keyId);
      }
    },
});
