import { factsOf } from '@annals/platform';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import type { Observable } from 'rxjs';
import { HeartbeatController } from '../commands/mark-bot-online/heartbeat.controller';
import { botOf } from './own-bot';
import { SignsOfLife } from './signs-of-life.service';

/** A busy bot is noted once in so long: short beside the minute of silence after which it is offline. */
const NOTED_MS = 5_000;
const MOST_BOTS = 20_000;

/**
 * Whatever a bot asks with its own key is a sign of life, in every route that there is or will be: nobody is "silent"
 * who has just finished a run. Heartbeats note themselves, with what they say.
 */
@Injectable()
export class SignOfLifeInterceptor implements NestInterceptor {
  private readonly noted = new LRUCache<string, true>({ max: MOST_BOTS, ttl: NOTED_MS });

  constructor(private readonly signs: SignsOfLife) {}

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const facts = factsOf(execution.switchToHttp().getRequest<FastifyRequest>());
    const [organizationId, botId] = [facts.principal?.key?.organizationId, botOf(facts)];
    if (
      organizationId !== undefined &&
      botId !== undefined &&
      execution.getClass() !== HeartbeatController &&
      !this.noted.has(botId)
    ) {
      await this.signs.seen({ organizationId, botId }, facts.context);
      this.noted.set(botId, true);
    }
    return next.handle();
  }
}
