import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  startEmbeddedPostgres,
  isAlive,
  processesIn,
  startTimeOf,
  type EmbeddedPostgres,
} from '../../postgres/src/index';
import { codeOf } from './code-of';
import { PREFIX, removeAbandoned } from './abandoned';

/** A real Postgres 18 that belongs to one test file and may be killed by it. */
export interface TestPostgres {
  /** Connection string of the superuser; the same after `restart`. */
  readonly url: string;
  readonly folder: string;
  readonly pid: number;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
  /**
   * SIGKILL to the postmaster and every process of it at once, as when the machine loses its power; settles when the
   * postmaster is gone (`restart` waits for the rest).
   */
  kill9(): Promise<void>;
  /** Starts it again on the same folder and port, after `kill9` or while it runs. */
  restart(): Promise<void>;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error; // it ended by itself meanwhile
  }
}

/**
 * Starts a throw-away Postgres in a temporary folder (about one second).
 * What a killed test run left behind (folder and server) is removed first.
 */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<TestPostgres> {
  removeAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-${startTimeOf(process.pid)}-`));
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ folder, settings });
  const { port } = server;
  return {
    url: server.url,
    folder,
    get pid() {
      return server.pid;
    },
    async stop() {
      if (isAlive(server.pid)) await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    async kill9() {
      kill(server.pid);
      for (const pid of processesIn(join(folder, 'data'))) kill(pid);
      await server.exited;
    },
    async restart() {
      if (isAlive(server.pid)) await server.stop();
      server = await startEmbeddedPostgres({ folder, port, settings });
    },
  };
}
