import { parseArgs } from 'node:util';
import { checkBackup } from './backup/check-backup';
import { BackupRefused } from './backup/format';
import { restoreBackup, type RestoreReport } from './backup/restore-backup';
import { endsEarly, installationOf, runTool, say, secretsOf } from './backup/tool';

const USAGE = 'Usage: annals eventstore restore <file> [--vault <file>]';

function given() {
  const options = {
    vault: { type: 'string' },
    'log-elsewhere': { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  } as const;
  const {
    values,
    positionals: [file, ...more],
  } = parseArgs({ allowPositionals: true, options });
  if (file === undefined || more.length > 0) throw new BackupRefused(`One file is needed. ${USAGE}`);
  return { files: { file, vaultFile: values.vault, logElsewhere: values['log-elsewhere'] }, checkOnly: values.check };
}

/**
 * `annals eventstore restore <file>`: a backup into an empty installation. With `--check` the file is only looked at,
 * for which no database is needed.
 */
async function main(): Promise<void> {
  const { files, checkOnly } = given();
  let kept = false;
  endsEarly('restore', () => (kept ? undefined : 'Nothing was restored.'), { withParent: true });
  if (checkOnly) return checkBackup({ ...(await secretsOf(process.env)), ...files, say });
  report(
    await restoreBackup({
      ...(await installationOf(process.env)),
      ...files,
      say,
      keeping: () => {
        kept = true;
      },
    }),
  );
}

function report({ position, withLog, madeAt, vaultMadeAt, seconds }: RestoreReport): void {
  const log = `The log up to position ${position}${vaultMadeAt === madeAt ? '' : ` of ${madeAt}`}`;
  const what = withLog
    ? `${log} and the vault of ${vaultMadeAt} are restored`
    : `The vault of ${vaultMadeAt} is restored`;
  process.stdout.write(
    `${what} (${seconds.toFixed(1)} s), and what was written is what the backup holds.\n` +
      'Start Annals now: it fits the vault to the log and builds the views from it. No mail goes out until you run "annals release-side-effects".\n',
  );
}

runTool('restore', main);
