#!/usr/bin/env node
import { Command } from 'commander';
import { printConfig } from './commands/config';
import { addEventStore } from './commands/eventstore';
import { addOperations } from './commands/operations';
import { flagsOf, withSettings } from './commands/options';
import { prepare } from './commands/prepare';
import { rebuild } from './commands/rebuild';
import { finishRestore, releaseSideEffects } from './commands/recovery';
import { runAlone } from './commands/run-alone';
import { sentenceOf } from './sentence';
import { start } from './supervisor/start';

/** The command line of Annals. */
function program(): Command {
  const annals = new Command('annals').description('The organization backbone of SaaS products, on an event log that is never rewritten.')
    .showHelpAfterError('--help shows what there is.').enablePositionalOptions(); // an option belongs to the command that it follows
  withSettings(annals.command('start').description('start everything on this machine: database, event store, projector, worker, API and console'))
    .action((options: Record<string, string>) => start({ env: process.env, flags: flagsOf(options) }));
  withSettings(annals.command('config').description('list every setting, where its value comes from, and what it means'))
    .action((options: Record<string, string>) => { printConfig({ env: process.env, flags: flagsOf(options) }); });
  withSettings(annals.command('rebuild <view>').description('build a view again from the whole log, beside the one that serves, and switch'))
    .action((view: string, options: Record<string, string>) => rebuild(view, { env: process.env, flags: flagsOf(options) }));
  withSettings(annals.command('prepare').description('make what processes that are started one by one share: the tables of the vault and the secrets file'))
    .action((options: Record<string, string>) => prepare({ env: process.env, flags: flagsOf(options) }));
  for (const [name, what] of [['api', 'HTTP API and console'], ['projector', 'the process that keeps the views'], ['worker', 'mails, reactions and timers']] as const) {
    withSettings(annals.command(name).description(`start ${what} alone`))
      .action((options: Record<string, string>) => runAlone(name, { env: process.env, flags: flagsOf(options) }));
  }
  addEventStore(annals);
  withSettings(annals.command('finish-restore').description('after a restore: fit the vault to the log, for processes that are started alone'))
    .action((options: Record<string, string>) => finishRestore({ env: process.env, flags: flagsOf(options) }));
  withSettings(annals.command('release-side-effects').description('after a restore: let mails go out again; who did it is kept'))
    .option('--by <name>', 'who releases them (default: your user name)')
    .action((options: Record<string, string>) => releaseSideEffects(options['by'], { env: process.env, flags: flagsOf(options) }));
  addOperations(annals);
  return annals;
}

program().parseAsync().catch((error: unknown) => {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
});
