import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** uid and gid that Postgres runs as under root. */
export interface ServerAccount {
  readonly uid: number;
  readonly gid: number;
}

/** The machine whose users are meant; tests give a folder and a path of their own. */
export interface Machine {
  /** Below it are `etc/passwd` and `run`. */
  readonly root: string;
  /** Where programs are looked for. */
  readonly path: string;
}

export type OwnAccount = ServerAccount & { readonly isNew: boolean };

/** Why there is none: the rest of a sentence. */
export interface NoAccount {
  readonly because: string;
}

export const NOBODY: ServerAccount = { uid: 65534, gid: 65534 };
export const ACCOUNT = 'annals';

const THIS_MACHINE: Machine = { root: '/', path: '/usr/sbin:/usr/bin:/sbin:/bin' };
const ARGUMENTS = [
  '--system',
  '--user-group',
  '--no-create-home',
  '--home-dir',
  '/nonexistent',
  '--shell',
  '/usr/sbin/nologin',
];
/** How long another start may take to make the user. */
const PATIENCE_S = '20';

function inPasswd(root: string): ServerAccount | NoAccount | undefined {
  const fields = readFileSync(join(root, 'etc/passwd'), 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === ACCOUNT);
  if (fields === undefined) return undefined;
  const [uid, gid, shell = ''] = [Number(fields[2]), Number(fields[3]), fields[6]];
  if (!(uid > 0 && gid > 0) || !/\/(nologin|false)$/.test(shell))
    return { because: `the user "${ACCOUNT}" of this machine is one that people sign in as` };
  return { uid, gid };
}

/**
 * useradd looks before it locks: of two at once the later one would give the user another uid. Hence a lock of ours,
 * which only root can take.
 */
function make({ root, path }: Machine): string {
  const lock = join(root, 'run/annals-user.lock');
  mkdirSync(dirname(lock), { recursive: true });
  closeSync(openSync(lock, 'a', 0o600));
  const elsewhere = root === '/' ? [] : ['--prefix', root];
  const { error, stderr } = spawnSync(
    'flock',
    ['-w', PATIENCE_S, lock, 'useradd', ...elsewhere, ...ARGUMENTS, ACCOUNT],
    { env: { PATH: path, LC_ALL: 'C' }, encoding: 'utf8' },
  );
  return error !== undefined
    ? 'there is no program "flock"'
    : (stderr.trim().split('\n').at(-1)?.replace(/\.$/, '') ?? '');
}

/**
 * The user that Postgres runs as where we are root: found, or made at the first start. Any number of starts may ask at
 * once.
 */
export function ownAccount(machine: Machine = THIS_MACHINE): OwnAccount | NoAccount {
  try {
    const found = inPasswd(machine.root);
    if (found !== undefined) return 'because' in found ? found : { ...found, isNew: false };
    const said = make(machine);
    const made = inPasswd(machine.root);
    if (made === undefined) return { because: said === '' ? 'useradd made none' : said };
    return 'because' in made ? made : { ...made, isNew: true };
  } catch (error) {
    return { because: error instanceof Error ? error.message : String(error) };
  }
}
