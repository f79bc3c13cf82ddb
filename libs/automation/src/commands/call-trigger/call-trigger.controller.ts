import { refused, routes, type AnswerOf } from '@annals/contracts';
import { EventStore, uuidV5 } from '@annals/eventstore';
import { fromMilliseconds, plus } from '@annals/kernel';
import { Incoming, On, rawBodyOf, type Arrived } from '@annals/platform';
import { Vault, type RateLimit } from '@annals/vault';
import { Controller, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { run } from '../../run/run';
import { TriggerSecrets, type SignedCall } from '../../triggers/trigger-secrets.service';
import { RequestRunCommand } from '../request-run/request-run.handler';

const route = routes.automation.callTrigger;
const CALLS: RateLimit = { name: 'webhook', times: 120, seconds: 60 };
/** A call that was signed longer ago, or later, is one that somebody kept. */
const WINDOW = { minutes: 5 };

/**
 * P14: a signed call fires a webhook. Its run is named by trigger and call: one that comes again answers with the same.
 */
@Controller()
export class CallTriggerController {
  constructor(
    private readonly commands: CommandBus,
    private readonly store: EventStore,
    private readonly fleet: FleetDirectory,
    private readonly secrets: TriggerSecrets,
    private readonly vault: Vault,
  ) {}

  @On(route)
  async call(
    @Incoming() { asked: { token } }: Arrived<typeof route>,
    @Req() request: Pick<FastifyRequest, 'headers'>,
  ): Promise<AnswerOf<typeof route>> {
    const addressed = this.secrets.addressed(token);
    if (!addressed) throw refused('TRIGGER_NOT_FOUND');
    const { organizationId, triggerId, generation } = addressed;
    const trigger = await this.fleet.triggerNow(organizationId, triggerId);
    if (trigger.generation !== generation || trigger.kind !== 'webhook') throw refused('TRIGGER_NOT_FOUND');
    const signed = signedIn(request);
    if (!isFresh(signed) || !this.secrets.isSigned(addressed, signed)) throw refused('SIGNATURE_INVALID');
    const commandId = uuidV5(triggerId, `call/${signed.id}`);
    const runId = uuidV5(commandId, 'run');
    // Whatever has become of the trigger or its bot since.
    if (await this.hasBegun(organizationId, runId)) return { runId };
    const wait = await this.vault.rateLimits.spend([{ limit: CALLS, of: triggerId }]);
    if (wait !== undefined) throw refused('RATE_LIMITED', { retryAfter: wait });
    if (!trigger.enabled) throw refused('TRIGGER_OFF');
    const { botId, owner } = trigger;
    const input: unknown = JSON.parse(signed.body || '{}'); // all of it, whatever its fields are called
    const body = { organizationId, botId, runId, input, askedBy: owner, trigger: { triggerId } };
    await this.commands.execute(
      new RequestRunCommand(body, { commandId, actor: 'system:triggers', correlationId: commandId }),
    );
    return { runId };
  }

  /** Whether the call made a run: one that was refused is refused again. */
  private async hasBegun(organizationId: string, runId: string): Promise<boolean> {
    const { state } = await this.store.state({ stream: run, id: [organizationId, runId] }, 0);
    return state.status !== 'none' && state.status !== 'refused';
  }
}

function signedIn(request: Pick<FastifyRequest, 'headers'>): SignedCall {
  const said = (name: string): string => {
    const value = request.headers[name];
    return typeof value === 'string' ? value.slice(0, 1_000) : '';
  };
  return {
    id: said('webhook-id'),
    timestamp: said('webhook-timestamp'),
    signature: said('webhook-signature'),
    body: rawBodyOf(request),
  };
}

/**
 * Also where the sender's clock is ahead of ours by that much. What has no id would be taken for the one before it
 * without one.
 */
function isFresh({ id, timestamp }: SignedCall): boolean {
  if (id === '' || !/^\d{1,11}$/.test(timestamp)) return false;
  const signedAt = fromMilliseconds(Number(timestamp) * 1_000);
  const now = fromMilliseconds(Date.now());
  return plus(now, { minutes: -WINDOW.minutes }) <= signedAt && signedAt <= plus(now, WINDOW);
}
