import { parseArgs } from 'node:util';
import { BackupRefused } from './backup/format';
import { restoreBackup } from './backup/restore-backup';
import { placeOf, runTool, say } from './backup/tool';

const USAGE = 'Usage: annals eventstore restore <file> [--vault <file>]';

/** `annals eventstore restore <file>`: a backup into an empty installation. */
async function main(): Promise<void> {
  const { values, positionals: [file, ...more] } = parseArgs({ allowPositionals: true, options: { vault: { type: 'string' }, 'log-elsewhere': { type: 'boolean' } } });
  if (file === undefined || more.length > 0) throw new BackupRefused(`One file is needed. ${USAGE}`);
  const place = await placeOf(process.env);
  const { position, withLog, madeAt, seconds } = await restoreBackup({ ...place, file, vaultFile: values.vault, logElsewhere: values['log-elsewhere'] === true, say });
  const what = withLog ? `The log up to position ${position} and the vault` : 'The vault';
  process.stdout.write(`${what} of ${madeAt} are restored (${seconds.toFixed(1)} s), and what was written is what the backup holds.\n`
    + 'Start Annals now: it fits the vault to the log and builds the views from it. No mail goes out until you run "annals release-side-effects".\n');
}

runTool('restore', main);
