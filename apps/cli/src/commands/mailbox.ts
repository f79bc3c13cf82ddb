import {
  addressOf,
  defaultDataFolder,
  defaults,
  readSettings,
  secretsFileIn,
  type GivenSettings,
} from '@annals/config';
import { join } from 'node:path';
import { CannotStart } from '../sentence';
import { mailboxOf } from '../supervisor/mailbox';
import { readState } from '../supervisor/state';

/**
 * `annals mailbox`: the secret address of the mailbox page, of the installation that runs or would run with these
 * settings. @throws CannotStart, ConfigError
 */
export async function printMailbox(given: GivenSettings): Promise<void> {
  const settings = readSettings(given);
  const data = settings.ANNALS_DATA ?? defaultDataFolder();
  const running = given.flags?.ANNALS_PORT === undefined ? readState({ state: join(data, 'annals.json') }) : undefined;
  const host = settings.ANNALS_HOST ?? defaults.ANNALS_HOST;
  const publicUrl =
    running?.url ?? settings.ANNALS_PUBLIC_URL ?? addressOf(host, settings.ANNALS_PORT ?? defaults.ANNALS_PORT);
  const secretsFile = settings.ANNALS_SECRETS_FILE ?? running?.secretsFile ?? secretsFileIn(data);
  const mailbox = running?.mailbox ?? (await mailboxOf({ host, publicUrl, secretsFile }, settings));
  if (mailbox === undefined)
    throw new CannotStart(
      'There is no mailbox page: it is only where mails stay on this machine and nobody else reaches it.',
    );
  process.stdout.write(`${mailbox}\n`);
}
