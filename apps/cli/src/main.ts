#!/usr/bin/env node
import { Command } from 'commander';
import { addEventStore } from './commands/eventstore';
import { addOperations } from './commands/operations';
import { givenBy, placeOptions, withSettings } from './commands/options';
import { endsWithReader } from './ends-with-reader';
import { sentenceOf } from './sentence';

type Options = Readonly<Record<string, string>>;

/** The command line of Annals. What a command does is loaded when it is asked for. */
function program(): Command {
  const annals = new Command('annals')
    .description('The organization backbone of SaaS products, on an event log that is never rewritten.')
    .showHelpAfterError('--help shows what there is.')
    .enablePositionalOptions(); // an option belongs to the command that it follows
  withSettings(
    annals
      .command('start')
      .description('start everything on this machine: database, event store, projector, worker, API and console'),
  ).action(async (options: Options) => (await import('./supervisor/start.js')).start(givenBy(options)));
  withSettings(
    annals.command('config').description('list every setting, where its value comes from, and what it means'),
  ).action(async (options: Options) => {
    (await import('./commands/config.js')).printConfig(givenBy(options));
  });
  withSettings(
    annals.command('mailbox').description('print the secret address of the page of the mails that were not sent'),
  ).action(async (options: Options) => (await import('./commands/mailbox.js')).printMailbox(givenBy(options)));
  withSettings(
    annals
      .command('rebuild <view...>')
      .description('build views again from the whole log, beside those that serve, compare, and switch')
      .option('--events-per-second <n>', 'so many at most, so that readers keep the machine')
      .option('--anew', 'begin at the first event, though one that was ended left something')
      .option('--back', 'let what served before the last rebuild serve again; it is kept for a day'),
  ).action(async (views: readonly string[], options: Options & { readonly anew?: boolean; readonly back?: boolean }) =>
    (await import('./commands/rebuild.js')).rebuild(views, options, givenBy(options)),
  );
  withSettings(
    annals
      .command('prepare')
      .description(
        'make what processes that are started one by one share: the tables of the vault and the secrets file',
      ),
  ).action(async (options: Options) => (await import('./commands/prepare.js')).prepare(givenBy(options)));
  for (const [name, what] of [
    ['api', 'HTTP API and console'],
    ['projector', 'the process that keeps the views'],
    ['worker', 'mails, reactions and timers'],
  ] as const) {
    withSettings(annals.command(name).description(`start ${what} alone`)).action(async (options: Options) =>
      (await import('./commands/run-alone.js')).runAlone(name, givenBy(options)),
    );
  }
  withSettings(
    annals
      .command('bot <command...>')
      .usage('[options] -- <command...>')
      .description('work for a bot: run the command for each of its runs, with the input on its standard input'),
    placeOptions,
  )
    .option('--key <secret>', "the bot's key (ANNALS_BOT_KEY, which hides it from other programs)")
    .option('--url <address>', 'where Annals is reached; this installation when not given')
    .option('--once', 'end after one run')
    .action(async (command: readonly string[], options: Options & { readonly once?: boolean }) =>
      (await import('./commands/bot.js')).workAsBot(command, options, givenBy(options, placeOptions)),
    );
  withSettings(
    annals
      .command('replay')
      .description('tell what happened in an organization, in the order in which it did: a line for each entry'),
    placeOptions,
  )
    .requiredOption('--organization <id>', 'whose history')
    .option('--key <secret>', 'a key that may read the audit log (ANNALS_API_KEY, which hides it from other programs)')
    .option('--url <address>', 'where Annals is reached; this installation when not given')
    .option('--from <when>', 'the first: an instant, or the number of an event')
    .option('--until <when>', 'the last: an instant, or the number of an event')
    .option('--follow', 'go on with what happens from now on, until it is stopped')
    .option('--format <name>', 'sentences (when not given) or jsonl')
    .action(async (options: Options & { readonly organization: string }) =>
      (await import('./commands/replay.js')).replay(options, givenBy(options, placeOptions)),
    );
  withSettings(
    annals
      .command('verify [file]')
      .description(
        'recompute the history of an organization from its entries (a file with one in each line, or --organization) and compare it with checkpoints that were kept; or check one proof',
      ),
    placeOptions,
  )
    .option('--organization <id>', 'whose history, of an installation that runs')
    .option(
      '--api-key <secret>',
      'a key that may read the audit log (ANNALS_API_KEY, which hides it from other programs)',
    )
    .option('--url <address>', 'where Annals is reached; this installation when not given')
    .option('--key <line>', 'the key that is trusted: name+id+base64')
    .option('--checkpoint <file...>', 'checkpoints that were kept')
    .option('--proof <file>', 'a proof of one entry (tlog-proof)')
    .option('--entry <file>', 'the entry that it is of, as one line of JSON')
    .option('--keep <folder>', 'keep entries, key and newest checkpoint there, to verify without the installation')
    .action(async (file: string | undefined, options: Options) =>
      (await import('./commands/verify-history.js')).verifyHistory(file, options, givenBy(options, placeOptions)),
    );
  addEventStore(annals);
  withSettings(
    annals
      .command('finish-restore')
      .description('after a restore: fit the vault to the log, for processes that are started alone'),
  ).action(async (options: Options) => (await import('./commands/recovery.js')).finishRestore(givenBy(options)));
  withSettings(
    annals.command('release-side-effects').description('after a restore: let mails go out again; who did it is kept'),
  )
    .option('--by <name>', 'who releases them (default: your user name)')
    .action(async (options: Options) =>
      (await import('./commands/recovery.js')).releaseSideEffects(options['by'], givenBy(options)),
    );
  addOperations(annals);
  return annals;
}

endsWithReader(process.stdout);
program()
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${sentenceOf(error)}\n`);
    process.exit(1);
  });
