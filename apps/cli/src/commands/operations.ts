import type { Command } from 'commander';
import { givenBy, withSettings } from './options';

type Options = Readonly<Record<string, string>>;

/** What an operator does about views and reactions. Loaded when asked for: `annals start` needs none of it. */
export function addOperations(annals: Command): void {
  withSettings(annals.command('views').description('show where every view and reaction stands, how far it is behind, and why one stopped'))
    .action(async (options: Options) => (await import('./views.js')).printViews(givenBy(options)));
  withSettings(annals.command('release <view>').description('let a stopped view or reaction try its event again; who did it and why is kept'))
    .requiredOption('--reason <why>', 'what was done about the cause')
    .option('--by <name>', 'who releases it (default: your user name)')
    .action(async (view: string, options: Options) => (await import('./release.js')).release(view, options, givenBy(options)));
  withSettings(annals.command('dead-letters').description('list the jobs that reactions gave up, or try one again'))
    .option('--retry <id>', 'try this one again, as often as a new one')
    .action(async (options: Options) => (await import('./dead-letters.js')).deadLetters(options['retry'], givenBy(options)));
}
