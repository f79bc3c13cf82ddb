import { chmodSync, existsSync, mkdirSync, rmSync, statSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CannotStart } from '../sentence';

/** Where the parts of an installation live, inside its data folder. */
export interface DataFolder {
  readonly path: string;
  readonly postgres: string;
  readonly logs: string;
  readonly lock: string;
  /** What runs now, for `annals rebuild` and for cleaning up after a kill. */
  readonly state: string;
}

/** A database, its log and its indexes need some room; below this the first minutes already fail in worse ways. */
const LEAST_FREE_BYTES = 128 * 1024 * 1024;

const reasons: Readonly<Record<string, string>> = {
  EACCES: "can't be written by this user",
  EPERM: "can't be written by this user",
  EROFS: 'is on a read-only disk',
  ENOSPC: 'is on a full disk',
  ENOTDIR: 'lies below something that is no folder',
  EEXIST: 'is no folder',
  ENOENT: "can't be created",
};

function failed(path: string, cause: unknown): CannotStart {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return new CannotStart(
    `The data folder ${path} ${reasons[code] ?? `can't be used (${cause instanceof Error ? cause.message : String(cause)})`}: choose another one with ANNALS_DATA.`,
    { cause },
  );
}

/**
 * Makes a folder and those above it. (`mkdirSync` with `recursive` never returns where a file system makes no folders
 * at all, as /proc.)
 */
function makeFolder(path: string): void {
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    if (!existsSync(path) || !statSync(path).isDirectory()) throw error;
  }
}

/**
 * Creates the data folder where it is missing (0711: the account that Postgres runs as under root must pass through it)
 * and proves that it can be written.
 * @throws CannotStart
 */
export function openDataFolder(path: string): DataFolder {
  try {
    makeFolder(path);
    const probe = join(path, `.probe-${process.pid}`);
    writeFileSync(probe, 'x'.repeat(4096));
    rmSync(probe);
    chmodSync(path, 0o711);
    mkdirSync(join(path, 'logs'), { recursive: true, mode: 0o700 });
    mkdirSync(join(path, 'secrets'), { recursive: true, mode: 0o700 });
    chmodSync(join(path, 'secrets'), 0o700);
  } catch (cause) {
    throw failed(path, cause);
  }
  const { bavail, bsize } = statfsSync(path);
  if (bavail * bsize < LEAST_FREE_BYTES)
    throw new CannotStart(
      `The disk of ${path} is full (${Math.floor((bavail * bsize) / 1024 / 1024)} MB left, Annals needs 128 to start): free some space or choose another folder with ANNALS_DATA.`,
    );
  return {
    path,
    postgres: join(path, 'postgres'),
    logs: join(path, 'logs'),
    lock: join(path, 'annals.lock'),
    state: join(path, 'annals.json'),
  };
}
