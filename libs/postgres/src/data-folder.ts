import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT, NOBODY, ownAccount, type Machine, type ServerAccount } from './account';
import { binariesFor, closedParent } from './binaries';
import { handOver, isNobodys } from './hand-over';
import { PostgresStartError, explained } from './postgres-start-error';
import { isAlive } from './processes';

/** uid and gid that Postgres runs as; empty = as ourselves. */
export type Account = ServerAccount | Record<string, never>;

/** How a folder is prepared. */
export interface Preparation {
  /** Password of the superuser for a new database; generated when left out. */
  readonly password?: string | undefined;
  /** Is told in a sentence what the person who started us should know. */
  readonly say?: ((sentence: string) => void) | undefined;
  /** Whose users are meant; this one when left out. */
  readonly machine?: Machine | undefined;
}

/** A prepared folder: data initialized, password known, binaries found. */
export interface DataFolder {
  readonly data: string;
  readonly bin: string;
  readonly password: string;
  readonly account: Account;
}

/** Environment of initdb and postgres: nothing of ours leaks in, messages are English, times are UTC. */
export const CLEAN_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };

export const SUPERUSER = 'annals';

/**
 * Postgres refuses to run as root: then it runs as the owner of its data, or as a user that is made for it. What is
 * nobody's is handed over to that.
 */
function accountFor(folder: string, { say = () => undefined, machine }: Preparation): Account {
  if (process.getuid?.() !== 0) return {};
  const data = join(folder, 'data');
  const owner = existsSync(data) ? statSync(data) : undefined;
  if (owner !== undefined && !isNobodys(data)) return { uid: owner.uid, gid: owner.gid };
  const own = ownAccount(machine);
  if ('because' in own) {
    say(
      `The database runs as the user "nobody", as which other programs of this machine may run, too: it can't run as root, and no user "${ACCOUNT}" could be made for it (${own.because}). Start Annals as a user who is not root, or make that user without a login.`,
    );
    return NOBODY;
  }
  if (own.isNew)
    say(`The user "${ACCOUNT}" was made on this machine: the database runs as that, because it can't run as root.`);
  if (owner === undefined || handOver(folder, own)) return { uid: own.uid, gid: own.gid };
  say(
    `The database still runs as the user "nobody": ${data} is handed over to the user "${ACCOUNT}" at the next start at which no server works on it and no part of it is elsewhere.`,
  );
  return NOBODY;
}

function passwordIn(folder: string, wanted: string | undefined): string {
  const file = join(folder, 'password');
  if (!existsSync(file)) {
    if (existsSync(join(folder, 'data')) && wanted === undefined) {
      throw new PostgresStartError(`The password of the embedded Postgres is missing: ${file} does not exist.`);
    }
    writeFileSync(file, wanted ?? randomBytes(24).toString('base64url'), { mode: 0o600 });
  }
  return readFileSync(file, 'utf8').trim();
}

function removeAbandonedDrafts(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /^data\.(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

interface Draft {
  readonly passwordFile: string;
  readonly account: Account;
  /** What the system calls the locale by which letters are told: with C, the index of letters knows ASCII only. */
  readonly letters: string;
}

const initdb = (bin: string, draft: string, { passwordFile, account, letters }: Draft) =>
  spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      draft,
      '-U',
      SUPERUSER,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--data-checksums',
      '--encoding=UTF8',
      '--locale=C',
      `--lc-ctype=${letters}`,
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ],
    { env: CLEAN_ENVIRONMENT, cwd: '/', encoding: 'utf8', ...account },
  );

/** initdb works in a draft that is renamed when complete: a kill in between never leaves half a cluster behind. */
function initialize(folder: string, { bin, password, account }: Omit<DataFolder, 'data'>): void {
  removeAbandonedDrafts(folder);
  const draft = join(folder, `data.${process.pid}`);
  const passwordFile = `${draft}.password`;
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    if (account.uid !== undefined) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);
    let run = initdb(bin, draft, { passwordFile, account, letters: 'C.UTF-8' });
    if (/invalid locale (name|settings)/.test(run.stderr))
      run = initdb(bin, draft, { passwordFile, account, letters: 'C' });
    if (run.status !== 0)
      throw explained(`The database could not be created in ${folder}`, run.error?.message ?? run.stderr);
    if (!existsSync(join(folder, 'data'))) renameSync(draft, join(folder, 'data'));
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * Makes `folder` ready for Postgres: created, initialized (checksums, scram passwords), its password in
 * `folder/password`. Nothing outside `folder` is changed, but that the user is made that Postgres runs as under root.
 * One process at a time may do this to a folder.
 * @throws PostgresStartError with a sentence that says what to do
 */
export function prepareDataFolder(folder: string, preparation: Preparation = {}): DataFolder {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    const data = join(folder, 'data');
    const account = accountFor(folder, preparation);
    if (account.uid !== undefined) {
      chmodSync(folder, 0o711);
      const closed = closedParent(folder);
      if (closed !== undefined) {
        throw new PostgresStartError(
          `Postgres can't run as root and the account it runs as may not enter ${closed}: choose a data folder elsewhere, or allow it with "chmod o+x ${closed}".`,
        );
      }
    } else if (existsSync(data) && statSync(data).uid !== process.getuid?.()) {
      throw new PostgresStartError(
        `The database in ${folder} belongs to another user of this machine: start Annals as that user or choose another data folder.`,
      );
    }
    const bin = binariesFor(folder, account.uid !== undefined);
    const password = passwordIn(folder, preparation.password);
    if (!existsSync(join(data, 'PG_VERSION'))) initialize(folder, { bin, password, account });
    return { data, bin, password, account };
  } catch (cause) {
    if (cause instanceof PostgresStartError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
      throw new PostgresStartError(`The folder ${folder} can't be written.`, { cause });
    if (code === 'ENOSPC')
      throw new PostgresStartError(`The disk is full: there is no room for the database in ${folder}.`, { cause });
    throw new PostgresStartError(
      `The database could not be prepared in ${folder}: ${cause instanceof Error ? cause.message : String(cause)}.`,
      { cause },
    );
  }
}
