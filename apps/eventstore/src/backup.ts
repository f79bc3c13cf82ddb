import { parseArgs } from 'node:util';
import { discardDraft } from './backup/backup-writer';
import { BackupRefused } from './backup/format';
import { makeBackup } from './backup/make-backup';
import { megabytes } from './progress';
import { mustBeServed } from './backup/served-log';
import { endsEarly, installationOf, runTool, say } from './backup/tool';

const USAGE = 'Usage: annals eventstore backup <file> [--vault-only]';

/** `annals eventstore backup <file>`: the log and the vault in one file, while everything runs. */
async function main(): Promise<void> {
  const {
    values,
    positionals: [file, ...more],
  } = parseArgs({ allowPositionals: true, options: { 'vault-only': { type: 'boolean' } } });
  if (file === undefined || more.length > 0) throw new BackupRefused(`One file is needed. ${USAGE}`);
  let named = false;
  endsEarly('backup', () => {
    if (named) return undefined;
    discardDraft(file);
    return 'The backup was ended; nothing was kept.';
  });
  const vaultOnly = values['vault-only'] === true;
  const { databaseUrl, secrets, secretsFile } = await installationOf(process.env);
  if (!vaultOnly) await mustBeServed(databaseUrl);
  const { footer, bytes, lastPosition, seconds } = await makeBackup(file, {
    databaseUrl,
    secrets,
    withLog: !vaultOnly,
    say,
    named: () => {
      named = true;
    },
  });
  const count = (name: string): number => footer.parts.find((part) => part.name === name)?.count ?? 0;
  const log = vaultOnly ? 'the vault' : `${count('log')} events up to position ${lastPosition} and the vault`;
  process.stdout.write(
    `${file} holds ${log} (${count('vault.keys')} keys): ${megabytes(bytes)} in ${seconds.toFixed(1)} s.\n` +
      `Back up the secrets file ${secretsFile}, and erasures.jsonl beside it, apart from this: without the first nothing sealed can be read, without the second what was erased comes back.\n`,
  );
}

runTool('backup', main);
