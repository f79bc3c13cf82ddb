import { parseArgs } from 'node:util';
import { BackupRefused } from './backup/format';
import { restoreBackup } from './backup/restore-backup';
import { endsEarly, placeOf, runTool, say } from './backup/tool';

const USAGE = 'Usage: annals eventstore restore <file> [--vault <file>]';

/** `annals eventstore restore <file>`: a backup into an empty installation. */
async function main(): Promise<void> {
  const { values, positionals: [file, ...more] } = parseArgs({ allowPositionals: true, options: { vault: { type: 'string' }, 'log-elsewhere': { type: 'boolean' } } });
  if (file === undefined || more.length > 0) throw new BackupRefused(`One file is needed. ${USAGE}`);
  let kept = false;
  endsEarly('restore', () => (kept ? undefined : 'Nothing was restored.'), { withParent: true });
  const place = await placeOf(process.env);
  const { position, withLog, madeAt, vaultMadeAt, seconds } = await restoreBackup({
    ...place, file, vaultFile: values.vault, logElsewhere: values['log-elsewhere'] === true, say, keeping: () => { kept = true; },
  });
  const log = `The log up to position ${position}${vaultMadeAt === madeAt ? '' : ` of ${madeAt}`}`;
  const what = withLog ? `${log} and the vault of ${vaultMadeAt} are restored` : `The vault of ${vaultMadeAt} is restored`;
  process.stdout.write(`${what} (${seconds.toFixed(1)} s), and what was written is what the backup holds.\n`
    + 'Start Annals now: it fits the vault to the log and builds the views from it. No mail goes out until you run "annals release-side-effects".\n');
}

runTool('restore', main);
