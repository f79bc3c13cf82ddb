import { readSettings, type GivenSettings } from '@annals/config';
import { routes } from '@annals/contracts';
import { BotApi } from '../bot/bot-api';
import { stoppedByUser } from '../bot/stopped-by-user';
import { Worker } from '../bot/worker';
import { CannotDo } from '../sentence';
import { installationAddress } from './installation-address';

interface Options {
  readonly key?: string;
  readonly url?: string;
  /** Ends after one run. */
  readonly once?: boolean;
}

/**
 * `annals bot --key … -- <command>`: a worker for any program. Each run is a line of JSON on the standard output.
 * @throws CannotDo where the key is none of a bot's
 */
export async function workAsBot(command: readonly string[], options: Options, given: GivenSettings): Promise<void> {
  const key = options.key ?? process.env['ANNALS_BOT_KEY'];
  if (key === undefined)
    throw new CannotDo("Give the bot's key: --key, or ANNALS_BOT_KEY, which other programs do not see.");
  const api = new BotApi(options.url ?? installationAddress(readSettings(given)), key);
  const stopping = stoppedByUser();
  const { organizationId, holder } = await api.ask(routes.identity.getOwnKey, {}, stopping);
  if (holder.kind !== 'bot') throw new CannotDo("This is a person's key. A bot works with a key of its own.");
  const worker = new Worker(api, { organizationId, botId: holder.id }, command);
  for (;;) {
    const done = await worker.next(stopping).catch((error: unknown) => {
      if (stopping.aborted) return undefined;
      throw error;
    });
    if (done !== undefined) process.stdout.write(`${JSON.stringify(done)}\n`);
    if (stopping.aborted || (options.once === true && done !== undefined)) return;
  }
}
