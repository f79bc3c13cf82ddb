import { routes, type AnswerOf, type RunControl } from '@annals/contracts';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotDo } from '../sentence';
import { BotApi, SaidNo } from './bot-api';
import { startCommand, type Running } from './command';
import { endingOf, type Ending } from './ending';

type Run = NonNullable<AnswerOf<typeof routes.automation.claimRun>['run']>;
interface Bot {
  readonly organizationId: string;
  readonly botId: string;
}

const WAIT_SECONDS = 30;
const LOOK_MS = 500;
/** What says nothing asks so often whether it is to go on: nobody waits longer for a stop to be heard. */
const ASK_MS = 5_000;
/** How long a command has between being asked to stop and being killed. */
const GRACE_MS = 10_000;

/** Carries out runs of one bot, each by the same command. */
export class Worker {
  constructor(
    private readonly api: BotApi,
    private readonly bot: Bot,
    private readonly command: readonly string[],
  ) {}

  /** The next run, carried out; undefined where none came. @param stopping no run is begun after it, and one that runs is ended */
  async next(
    stopping: AbortSignal,
  ): Promise<(Ending & { readonly runId: string; readonly position?: string }) | undefined> {
    const { run } = await this.api.ask(
      routes.automation.claimRun,
      { ...this.bot, wait: WAIT_SECONDS, worker: hostname() },
      stopping,
    );
    if (run === null) return undefined;
    const ending = await this.carryOut(run, stopping);
    return { runId: run.runId, ...ending, ...(await this.report(run, ending)) };
  }

  private async carryOut(run: Run, stopping: AbortSignal): Promise<Ending> {
    const running = startCommand(this.command, {
      runId: run.runId,
      input: run.input === null ? '' : JSON.stringify(run.input),
      configuration: run.configuration ?? undefined,
    });
    const stop = (): void => {
      void end(running);
    };
    stopping.addEventListener('abort', stop, { once: true });
    try {
      return await this.attend(run, running);
    } catch (error) {
      if (isOver(error)) return { status: 'killed' };
      if (error instanceof CannotDo) throw error;
      return { status: 'failed', error: `The command could not be run: ${String(error)}` };
    } finally {
      await end(running);
      stopping.removeEventListener('abort', stop);
    }
  }

  /** Hands on what it says until it ends, and passes on whether it is to stop. */
  private async attend(run: Run, running: Running): Promise<Ending> {
    const over = new AbortController();
    const ended = running.ended.finally(() => {
      over.abort();
    });
    ended.catch(() => undefined); // heard of below
    let control: RunControl = 'go_on';
    let lastLine: string | undefined;
    const renewMs = Math.min(ASK_MS, (run.leaseSeconds * 1000) / 4);
    let renewAt = Date.now() + renewMs;
    let killAt = Infinity;
    for (;;) {
      await pause(LOOK_MS, undefined, { signal: over.signal }).catch(() => undefined);
      const lines = running.takeLines();
      lastLine = lines.findLast((line) => line.trim() !== '') ?? lastLine;
      if (lines.length > 0 || Date.now() >= renewAt) {
        const heard = await this.say(run, lines);
        renewAt = Date.now() + renewMs;
        if (heard !== control) this.passOn(heard, running);
        if (heard === 'stop' && control !== 'stop') killAt = Date.now() + GRACE_MS;
        control = heard;
      }
      if (control === 'kill' || Date.now() >= killAt) running.signal('SIGKILL');
      if (over.signal.aborted && lines.length === 0) return endingOf(await ended, control, lastLine);
    }
  }

  /** A command that rests is held by the system; it hears that it is to stop once it goes on. */
  private passOn(control: RunControl, running: Running): void {
    running.signal(control === 'suspend' ? 'SIGSTOP' : 'SIGCONT');
    if (control === 'stop') running.signal('SIGTERM');
  }

  /** Says what the command said, or that it is at it still. @returns whether to go on */
  private async say({ runId }: Run, lines: readonly string[]): Promise<RunControl> {
    const run = { organizationId: this.bot.organizationId, runId };
    const { control } = await (lines.length === 0
      ? this.api.ask(routes.automation.renewLease, run)
      : this.api.ask(routes.automation.writeLog, { ...run, lines: [...lines] }));
    return control;
  }

  /** @returns where it is in the log; nothing where the run was over already, as somebody else ended it meanwhile */
  private async report({ runId }: Run, ending: Ending): Promise<{ readonly position?: string }> {
    const run = { organizationId: this.bot.organizationId, runId };
    try {
      if (ending.status === 'killed') return {};
      const { position } =
        ending.status === 'succeeded'
          ? await this.api.ask(routes.automation.succeedRun, { ...run, output: ending.output })
          : ending.status === 'failed'
            ? await this.api.ask(routes.automation.failRun, { ...run, error: ending.error })
            : await this.api.ask(routes.automation.reportStopped, run);
      return { position };
    } catch (error) {
      if (isOver(error)) return {};
      throw error;
    }
  }
}

/** Somebody else ended the run. */
const isOver = (error: unknown): boolean => error instanceof SaidNo && error.code === 'INVALID_RUN_TRANSITION';

/** Nothing goes on that nobody attends to: what is not over by now is ended. */
async function end(running: Running): Promise<void> {
  running.signal('SIGTERM');
  running.signal('SIGCONT'); // one that rests would never hear of it
  const killing = setTimeout(() => {
    running.signal('SIGKILL');
  }, GRACE_MS);
  await running.ended.catch(() => undefined);
  clearTimeout(killing);
}
