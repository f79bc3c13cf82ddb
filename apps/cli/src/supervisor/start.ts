import { readSettings, type GivenSettings } from '@annals/config';
import { banner } from './banner';
import { Installation } from './installation';

/** Prints a line for the person at the terminal. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/**
 * `annals start`: runs everything until Ctrl-C, SIGTERM, or the end of a parent that holds an IPC channel to us
 * (tests).
 * @throws errors whose message is one sentence; then nothing is left running
 */
export async function start(given: GivenSettings): Promise<void> {
  process.stdout.on('error', () => {
    /* the terminal was closed: the product goes on, its logs are in files */
  });
  const settings = readSettings(given);
  const installation = new Installation(settings, say);
  let asked = false;
  const stop = (): void => {
    if (asked) return;
    asked = true;
    say('Stopping …');
    installation.stop().then(
      () => {
        say('Stopped.');
        process.exit(0);
      },
      (error: unknown) => {
        say(String(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, stop);
  try {
    say('Starting Annals …');
    const addresses = await installation.start();
    say(banner(addresses, settings));
    process.send?.({ type: 'ready', url: addresses.publicUrl, ...addresses });
  } catch (error) {
    if (asked) return; // stopped while it started: `stop` ends the process
    await installation.stop();
    throw error;
  }
}
