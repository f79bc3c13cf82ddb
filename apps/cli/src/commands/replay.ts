import { readSettings, type GivenSettings } from '@annals/config';
import { id } from '@annals/contracts';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { BotApi } from '../bot/bot-api';
import { stoppedByUser } from '../bot/stopped-by-user';
import { formats, isFormat } from '../replay/lines';
import { liveSource } from '../replay/live-source';
import { progressOn } from '../replay/progress';
import { rangeOf } from '../replay/range';
import { replay as replayed } from '../replay/replay';
import { CannotDo } from '../sentence';
import { installationAddress } from './installation-address';

interface Options {
  readonly organization: string;
  readonly key?: string;
  readonly url?: string;
  readonly from?: string;
  readonly until?: string;
  readonly follow?: boolean;
  readonly format?: string;
}

/** So long after the last entry it is asked whether there are more. */
const PATIENCE_MS = 1_000;

/**
 * `annals replay --organization …`: tells what happened in an organization in the order in which it did, an entry in
 * each line. What it says itself goes to the standard error.
 * @throws CannotDo with a sentence for whatever was typed wrongly, and for a key that may not read the audit log
 */
export async function replay(options: Options, given: GivenSettings): Promise<void> {
  const organizationId = id.safeParse(options.organization).data;
  if (organizationId === undefined) throw new CannotDo(`"${options.organization}" is not the id of an organization.`);
  const { format = 'sentences' } = options;
  if (!isFormat(format)) throw new CannotDo('--format is sentences or jsonl.');
  const key = options.key ?? process.env['ANNALS_API_KEY'];
  if (key === undefined)
    throw new CannotDo('Give a key that may read the audit log: --key, or ANNALS_API_KEY, which others do not see.');
  const range = rangeOf(options);
  const stopping = stoppedByUser();
  const api = new BotApi(options.url ?? installationAddress(readSettings(given)), key);
  const progress = progressOn(process.stderr);
  const follows = async () => {
    await pause(PATIENCE_MS, undefined, { signal: stopping });
    return true;
  };
  const printed = await replayed(liveSource(api, organizationId, stopping), range, {
    print: async (entry) => {
      if (!process.stdout.write(`${formats[format](entry)}\n`)) await once(process.stdout, 'drain');
    },
    progress: (...told) => progress.tell(...told),
    ...(options.follow === true ? { wait: follows } : {}),
  }).catch((error: unknown) => {
    if (stopping.aborted) return progress.printed();
    throw error;
  });
  progress.end(printed);
}
