import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, startTimeOf } from '../../postgres/src/index';
import { codeOf } from './code-of';

/** A disk (in memory) that is small enough to be filled by a test. */
export interface SmallDisk {
  /** Its root; what processes outside of the test see, too. */
  readonly path: string;
  /** Takes what is free, but for some bytes. */
  fill(leave?: number): void;
  /** Gives it back. */
  free(): void;
  /** Whoever used it must be gone. */
  remove(): Promise<void>;
}

const PREFIX = 'annals-test-disk-';
const NOBODY = 65534;
const MEBIBYTE = 1024 * 1024;
const BLOCK = 4096;

const isRoot = (): boolean => process.getuid?.() === 0;

/** What a run that was killed left mounted. A mount in a namespace of its own is gone with its process. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^annals-test-disk-(\d+)-(\d+)-/.exec(name);
    if (owner === null || (isAlive(Number(owner[1])) && startTimeOf(Number(owner[1])) === owner[2])) continue;
    if (isRoot()) spawnSync('umount', ['-l', join(tmpdir(), name)]);
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

interface Mounted {
  readonly path: string;
  readonly unmount: () => Promise<void>;
}

/** Mounts it for everybody. */
function mountedByRoot(folder: string, size: string): Mounted {
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0755`, 'tmpfs', folder], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`A small disk could not be mounted: ${stderr}`);
  return {
    path: folder,
    unmount: () => {
      spawnSync('umount', ['-l', folder]);
      return Promise.resolve();
    },
  };
}

/**
 * Mounts it in a namespace of its own, which lives as long as its one process; from outside it is reached through that
 * process.
 */
async function mountedByUser(folder: string, size: string): Promise<Mounted> {
  const script = `mount -t tmpfs -o size=${size},mode=0755 tmpfs "$1" && echo mounted && exec cat`;
  const keeper = spawn('unshare', ['-Urm', 'sh', '-c', script, 'sh', folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(keeper, 'exit');
  await Promise.race([
    once(keeper.stdout, 'data'),
    gone.then(([code]) => {
      throw new Error(`A small disk could not be mounted: exit code ${String(code)}`);
    }),
  ]);
  return {
    path: join(`/proc/${keeper.pid ?? 0}/root`, folder),
    unmount: async () => {
      keeper.kill('SIGKILL');
      await gone;
    },
  };
}

/** Writes until nothing more fits, or until so much is free. */
function writeBallast(file: string, leave: number): void {
  const ballast = openSync(file, 'w');
  try {
    for (const size of [MEBIBYTE, BLOCK]) {
      const bytes = Buffer.alloc(size, 1);
      try {
        for (;;) writeSync(ballast, bytes);
      } catch (error) {
        if (codeOf(error) !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(ballast);
  }
  truncateSync(file, Math.max(0, statSync(file).size - leave));
}

/** Whether disks can be mounted here: not in a container without that right. */
export function canMountDisks(): boolean {
  return spawnSync('unshare', [isRoot() ? '-m' : '-Urm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;
}

/** A disk of so many MiB: a tmpfs, mounted by root for everybody, by anybody else in a user namespace. */
export async function smallDisk(mebibytes: number): Promise<SmallDisk> {
  removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-${startTimeOf(process.pid)}-`));
  const { path, unmount } = await (isRoot() ? mountedByRoot : mountedByUser)(folder, `${mebibytes}m`);
  const ballast = join(path, 'ballast');
  if (isRoot()) chownSync(path, NOBODY, NOBODY); // Postgres runs as nobody then
  return {
    path,
    fill: (leave = 0) => {
      writeBallast(ballast, leave);
    },
    free: () => {
      rmSync(ballast, { force: true });
    },
    remove: async () => {
      await unmount();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
