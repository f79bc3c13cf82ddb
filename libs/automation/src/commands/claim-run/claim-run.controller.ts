import { refused, routes, type AnswerOf } from '@annals/contracts';
import { consequenceOf, EventStore, type CommandContext } from '@annals/eventstore';
import { fromMilliseconds, Refused } from '@annals/kernel';
import { type Arrived, Incoming, On, whoLeft } from '@annals/platform';
import { Vault, type NoneTaken, type QueuedRun, type TakenRun } from '@annals/vault';
import { Controller, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { Configurations } from '../../fleet/configurations.service';
import { FleetDirectory, type FoundBot } from '../../fleet/fleet-directory.service';
import { ownBot } from '../../fleet/own-bot';
import type { Found } from '../../queue/taking-turns';
import { WaitingWorkers } from '../../queue/waiting-workers.service';
import { LEASE_SECONDS, leaseFrom } from '../../run/lease';
import { readPayload } from '../../run/payload.service';
import { isAtWork, run } from '../../run/run';
import type { RunReport } from '../../run/run-report';
import { passes, StartChecks } from '../../run/start-checks.service';
import { StartRunCommand } from '../start-run/start-run.handler';

type Claim = AnswerOf<typeof routes.automation.claimRun>;

/** A worker asks for work: the command is the start of the run that it gets. */
@Controller()
export class ClaimRunController {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly commands: CommandBus,
    private readonly bots: FleetDirectory,
    private readonly workers: WaitingWorkers,
    private readonly configurations: Configurations,
    private readonly checks: StartChecks,
  ) {}

  @On(routes.automation.claimRun)
  async claim(
    @Incoming() { asked, caller, context }: Arrived<typeof routes.automation.claimRun>,
    @Req() request: Pick<FastifyRequest, 'socket'>,
  ): Promise<Claim> {
    const { organizationId, botId, wait, worker } = asked;
    if (ownBot(caller, 'BOT_NOT_FOUND') !== botId) throw refused('BOT_NOT_FOUND');
    const waited = AbortSignal.any([AbortSignal.timeout(wait * 1000), whoLeft(request)]);
    const started = await this.workers.until(
      botId,
      () => this.start({ organizationId, botId, worker }, context),
      waited,
    );
    return { run: started ? await this.work({ organizationId, botId }, started) : null };
  }

  private async work(
    bot: Omit<QueuedRun, 'runId'>,
    { runId, position }: RunReport,
  ): Promise<NonNullable<Claim['run']>> {
    const { organizationId, botId } = bot;
    const { state } = await this.store.state({ stream: run, id: [organizationId, runId] });
    const input = await readPayload(this.vault, { organizationId, runId, what: 'input' }, state.input);
    return {
      runId,
      botId,
      input: input?.value ?? null,
      configuration: await this.configuration(bot, state.configuration),
      timeLimit: state.timeLimit ?? null,
      leaseSeconds: LEASE_SECONDS,
      position,
    };
  }

  /** The version that the run began with, whatever is in use by now. */
  private async configuration(bot: Omit<QueuedRun, 'runId'>, version: number | undefined) {
    return version === undefined ? null : { version, value: await this.configurations.read({ ...bot, version }) };
  }

  /**
   * Starts the run that waits longest; what cannot start any more (B11) leaves the queue, and the next one is tried.
   */
  private async start(
    { worker, ...bot }: Omit<QueuedRun, 'runId'> & { readonly worker: string | undefined },
    context: CommandContext,
  ): Promise<Found<RunReport> | undefined> {
    for (;;) {
      const taken = await this.take(bot);
      if (taken === undefined) return undefined;
      const { runId, more } = taken;
      try {
        const command = new StartRunCommand({ ...bot, runId, worker, isTaken: true }, startOf(context));
        return { found: await this.commands.execute(command), more };
      } catch (error) {
        if (!(error instanceof Refused)) throw error; // the lease ends by itself
        if (await this.waitsOn(taken, error)) return undefined;
      }
    }
  }

  /**
   * While all runs are stopped (W22) nothing is taken: workers wait on, and are woken when that is lifted. So they do
   * while the organization stands still, until they ask anew. What the bot was a moment ago is good enough to take one,
   * as its start looks again; nobody is sent to sleep by it.
   */
  private async take(bot: Omit<QueuedRun, 'runId'>): Promise<TakenRun | undefined> {
    const { organizationId, botId } = bot;
    if ((await this.checks.organization({ organizationId })) !== undefined) return undefined;
    const before = await this.bots.lately(organizationId, botId);
    const taken = await this.takeAs(before, bot);
    if (typeof taken === 'object') return taken;
    if (taken === 'none waits') return undefined;
    const now = await this.bots.now(organizationId, botId);
    if (now.stopped === before.stopped && now.atOnce === before.atOnce) return undefined;
    const again = await this.takeAs(now, bot);
    return typeof again === 'object' ? again : undefined;
  }

  private async takeAs(
    { stopped, atOnce: slots }: FoundBot,
    bot: Omit<QueuedRun, 'runId'>,
  ): Promise<TakenRun | NoneTaken | 'stopped'> {
    const until = leaseFrom(fromMilliseconds(Date.now()));
    return stopped ? 'stopped' : this.vault.runQueue.take(bot, { slots, until });
  }

  /**
   * Whether the run waits on, as all of this bot do. One that has ended leaves the queue. One that another worker is at
   * is left as it was taken: its worker says that it is at it still, or it is lost. @throws the refusal where waiting
   * is no use
   */
  private async waitsOn(taken: QueuedRun, refusal: unknown): Promise<boolean> {
    const { state } = await this.store.state({ stream: run, id: [taken.organizationId, taken.runId] }, 0);
    if (state.status !== 'requested') {
      if (!isAtWork(state)) await this.vault.runQueue.remove(taken);
      return false;
    }
    await this.vault.runQueue.giveBack(taken);
    if (refusal instanceof Refused && passes(String(refusal.code))) return true;
    throw refusal;
  }
}

/**
 * Nobody else can be at the start of what was taken, so that its id is made for it; its answer is the claim's. Where
 * both are lost with their process, the worker that asks again gets another run, and this one is lost when its lease
 * ends.
 */
function startOf(context: CommandContext): CommandContext {
  const { answering } = context;
  return { ...consequenceOf(context), ...(answering ? { answering } : {}) };
}
