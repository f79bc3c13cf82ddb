import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, startTimeOf } from '../../postgres/src/index';

/**
 * Folders are named PREFIX + pid + '-' + start time of the owner + '-' + random, so that anyone can tell whether the
 * owner lives.
 */
export const PREFIX = 'annals-test-postgres-';

function endServer(folder: string): void {
  const file = join(folder, 'data/postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const ours = existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
  if (ours && isAlive(pid)) process.kill(pid, 'SIGKILL');
}

/**
 * Removes servers and folders whose test run is dead (it was killed before it could clean up).
 * @param prefix how the folders' names begin
 * @param server where inside of them the Postgres is
 */
export function removeAbandoned(prefix = PREFIX, server = '.'): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = /^(\d+)-(\d+)-/.exec(name.startsWith(prefix) ? name.slice(prefix.length) : '');
    if (owner === null) continue;
    const pid = Number(owner[1]);
    if (isAlive(pid) && startTimeOf(pid) === owner[2]) continue;
    const folder = join(tmpdir(), name);
    endServer(join(folder, server));
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
