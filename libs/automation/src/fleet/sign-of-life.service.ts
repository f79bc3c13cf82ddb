import { routes, type Route } from '@annals/contracts';
import { Refused } from '@annals/kernel';
import type { Notice, RequestFacts } from '@annals/platform';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
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
export class SignOfLife implements Notice {
  private readonly noted = new LRUCache<string, true>({ max: MOST_BOTS, ttl: NOTED_MS });

  constructor(private readonly signs: SignsOfLife) {}

  async notice(caller: RequestFacts, route: Route): Promise<void> {
    const [organizationId, botId] = [caller.principal?.key?.organizationId, botOf(caller)];
    if (organizationId === undefined || botId === undefined) return;
    if (route === routes.automation.beat || this.noted.has(botId)) return;
    // First, so that many workers who ask at the same time are one sign.
    this.noted.set(botId, true);
    try {
      await this.signs.seen({ organizationId, botId }, caller.context);
    } catch (error) {
      this.noted.delete(botId);
      // A bot that is retired has gone, but its workers report still what became of its runs.
      if (!(error instanceof Refused)) throw error;
    }
  }
}
