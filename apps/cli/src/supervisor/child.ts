import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart, sentenceOf } from '../sentence';
import { LogFile } from './log-file';
import { nodeOptionsOf, scriptOf, type ProcessName } from './scripts';

export interface ChildOptions {
  readonly name: ProcessName;
  readonly env: NodeJS.ProcessEnv;
  /** Folder of the logs. */
  readonly logs: string;
  readonly say: (line: string) => void;
  /** It was started, or it ended. */
  readonly changed: () => void;
}

const READY_WITHIN_MS = 60_000;
const BACK_OFF_MS = [0, 200, 500, 1000, 2000, 5000] as const;
/** A child that served this long had no reason to be slow about starting again. */
const HEALTHY_AFTER_MS = 10_000;

type Ended = string;

/** One process of ours: started, watched, started again when it dies, ended. */
export class Child {
  private process: ChildProcess | undefined;
  private stopping = false;
  private failures = 0;
  private readonly log: LogFile;

  constructor(private readonly options: ChildOptions) {
    this.log = new LogFile(join(options.logs, `${options.name}.log`));
  }

  get pid(): number | undefined {
    return this.process?.exitCode === null && this.process.signalCode === null ? this.process.pid : undefined;
  }

  /** Starts it for the first time. @throws CannotStart with its own words when it ends before it is ready */
  async start(): Promise<void> {
    const { ready, ended } = this.launch();
    const outcome = await Promise.race([ready, ended]);
    if (outcome !== 'ready')
      throw new CannotStart(this.stopping ? 'Annals was stopped while it started.' : this.failure(outcome));
    void this.watch(ended);
  }

  /** Asks it to end; one that does not within `graceMs` is killed. Settles when it is gone. */
  async stop(graceMs: number): Promise<void> {
    this.stopping = true;
    const child = this.process;
    if (child === undefined || this.pid === undefined) return;
    const gone = new Promise<void>((resolve) => {
      child.once('exit', () => {
        resolve();
      });
    });
    child.kill('SIGTERM');
    const killer = setTimeout(() => {
      child.kill('SIGKILL');
    }, graceMs);
    await gone;
    clearTimeout(killer);
  }

  rotateLog(): void {
    this.log.rotate();
  }

  private failure(how: Ended): string {
    return (
      this.log.lastSentence() ??
      `The ${this.options.name} ended before it was ready (${how}): its log ${this.log.path} says why.`
    );
  }

  private launch(): { ready: Promise<'ready'>; ended: Promise<Ended> } {
    const { fd, close } = this.log.open();
    // Detached: Ctrl-C in the terminal reaches only us, and we end our children in order. They notice our own death by
    // the channel.
    const child = fork(scriptOf(this.options.name), [], {
      env: this.options.env,
      execArgv: nodeOptionsOf(this.options.name),
      detached: true,
      stdio: ['ignore', fd, fd, 'ipc'],
    });
    close();
    this.process = child;
    this.options.changed();
    const ended = new Promise<Ended>((resolve) => {
      child.once('error', (error) => {
        resolve(error.message);
      });
      child.once('exit', (code, signal) => {
        this.options.changed();
        resolve(signal ?? `exit code ${code ?? 'unknown'}`);
      });
    });
    const ready = new Promise<'ready'>((resolve) => {
      child.on('message', (message) => {
        if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'ready')
          resolve('ready');
      });
    });
    const slow = setTimeout(() => {
      child.kill('SIGKILL');
    }, READY_WITHIN_MS);
    void Promise.race([ready, ended]).then(() => {
      clearTimeout(slow);
    });
    return { ready, ended };
  }

  /** Starts it again whenever it ends, for as long as we run. */
  private async watch(first: Promise<Ended>): Promise<void> {
    let ended = first;
    for (;;) {
      const since = Date.now();
      const how = await ended;
      if (this.stopping) return;
      this.failures = Date.now() - since > HEALTHY_AFTER_MS ? 0 : this.failures + 1;
      const wait = BACK_OFF_MS[Math.min(this.failures, BACK_OFF_MS.length - 1)] ?? 0;
      this.options.say(`The ${this.options.name} ended (${how}) and is started again; its log is ${this.log.path}.`);
      await pause(wait);
      if (this.isStopping()) return;
      ended = this.relaunch();
    }
  }

  /** A start that fails (no memory, no disk) counts as a child that ended. */
  private relaunch(): Promise<Ended> {
    try {
      return this.launch().ended;
    } catch (error) {
      return Promise.resolve(sentenceOf(error));
    }
  }

  /** Read anew after every wait: `stop` may have been called meanwhile. */
  private isStopping(): boolean {
    return this.stopping;
  }
}
