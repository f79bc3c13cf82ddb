import type { Command } from 'commander';
import { givenBy, withSettings } from './options';

type Options = Readonly<Record<string, string>>;

/** What an operator does about views and reactions. Loaded when asked for: `annals start` needs none of it. */
export function addOperations(annals: Command): void {
  withSettings(
    annals
      .command('views')
      .description(
        'show where every view and reaction stands, how far it is behind, and who stands still in one, and why',
      )
      .option('--gaps', 'walk over the whole log, and prove that no view skipped an event'),
  ).action(async (options: Options & { readonly gaps?: boolean }) => {
    const { printViews, proveViews } = await import('./views.js');
    await (options.gaps === true ? proveViews : printViews)(givenBy(options));
  });
  withSettings(
    annals
      .command('release <view>')
      .description('let who stands still in a view or reaction try its event again; who did it and why is kept'),
  )
    .requiredOption('--reason <why>', 'what was done about the cause')
    .option('--by <name>', 'who releases it (default: your user name)')
    .option('--organization <id>', 'release this organization (or account) only')
    .option('--skip', 'pass over the event for ever instead of trying it again, also in rebuilds')
    .action(async (view: string, { skip = false, ...options }: Options & { readonly skip?: boolean }) =>
      (await import('./release.js')).release(view, { ...options, skip }, givenBy(options)),
    );
  addOrganizations(annals);
  withSettings(annals.command('dead-letters').description('list the jobs that reactions gave up, or try one again'))
    .option('--retry <id>', 'try this one again, as often as a new one')
    .action(async (options: Options) =>
      (await import('./dead-letters.js')).deadLetters(options['retry'], givenBy(options)),
    );
}

const acts = {
  suspend: 'stop an organization: its people go on reading, and no owner starts it again',
  reactivate: 'let an organization go on that was paused or suspended',
  freeze: 'stop an organization that is not paid for',
  unfreeze: 'let a frozen organization go on',
} as const;
const answers = {
  approve: 'let who asked for it make one more organization than their quota allows',
  deny: 'answer who asked for one more organization with no',
} as const;
const isAct = (name: string): name is keyof typeof acts => Object.hasOwn(acts, name);

/** What an operator does about one organization. */
function addOrganizations(annals: Command): void {
  const organizations = annals
    .command('organizations')
    .description("an organization's status and seats; who did it and why is in its history");
  withSettings(organizations.command('list').description('how every organization stands, the newest first'))
    .option('--status <status>', 'only those: active, suspended, frozen, pending_deletion')
    .action(async (options: Options) =>
      (await import('./organizations.js')).listOrganizations(options['status'], givenBy(options)),
    );
  withSettings(organizations.command('requests').description('who asks for one more organization, the longest first'))
    .option('--limit <count>', 'so many at most (default: 50)')
    .option('--after <request>', 'those after this one')
    .action(async (options: Options) =>
      (await import('./organizations.js')).listRequests(
        { limit: options['limit'], after: options['after'] },
        givenBy(options),
      ),
    );
  for (const [act, what] of Object.entries(acts))
    withSettings(organizations.command(`${act} <id>`).description(what))
      .requiredOption('--reason <why>', 'what its people are told')
      .option('--by <name>', 'who does it (default: your user name)')
      .action(async (id: string, options: Options) => {
        if (isAct(act)) await (await import('./organizations.js')).actOn(act, id, options, givenBy(options));
      });
  withSettings(organizations.command('seats <id> <count>').description('how many seats it has: a number, or unlimited'))
    .requiredOption('--reason <why>', 'what its people are told')
    .option('--by <name>', 'who does it (default: your user name)')
    .action(async (id: string, count: string, options: Options) =>
      (await import('./organizations.js')).seats(id, count, options, givenBy(options)),
    );
  for (const says of ['approve', 'deny'] as const)
    withSettings(organizations.command(`${says} <account>`).description(answers[says]))
      .requiredOption('--reason <why>', 'kept with the answer')
      .option('--by <name>', 'who does it (default: your user name)')
      .action(async (account: string, options: Options) =>
        (await import('./organizations.js')).answer(says, account, options, givenBy(options)),
      );
}
