import { EventStore } from '@annals/eventstore';
import { Erased, streamName } from '@annals/kernel';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { FleetDirectory } from './fleet-directory.service';

/** A version never changes: so many are kept at hand, 64 MiB at most; for a while only, as what they say can be erased. */
const KEPT = {
  max: 2_000,
  maxSize: 64 * 1024 * 1024,
  sizeCalculation: ({ length }: string) => length + 1,
  ttl: 5 * 60_000,
};

const Text = z.object({ configuration: z.string() });

interface Version {
  readonly organizationId: string;
  readonly botId: string;
  readonly version: number;
}

/** What is in the versions of bots' configurations: the state of the fleet knows where each one is said. */
@Injectable()
export class Configurations {
  private readonly kept = new LRUCache<string, string>(KEPT);

  constructor(
    private readonly store: EventStore,
    private readonly directory: FleetDirectory,
  ) {}

  /** The value; undefined where there is no such version, or it is erased. @throws Refused BOT_NOT_FOUND */
  async read(asked: Version): Promise<unknown> {
    const name = `${asked.organizationId}/${asked.botId}/${asked.version}`;
    const text = this.kept.get(name) ?? (await this.said(asked));
    if (text === undefined) return undefined;
    this.kept.set(name, text);
    return JSON.parse(text);
  }

  private async said({ organizationId, botId, version }: Version): Promise<string | undefined> {
    const { saidAt } = (await this.directory.lately(organizationId, botId)).configuration;
    const revision = saidAt[version - 1];
    if (revision === undefined) return undefined;
    const event = await this.store.eventAt(streamName('fleet', organizationId), revision);
    return event === undefined || event.text instanceof Erased ? undefined : Text.parse(event.text).configuration;
  }
}
