import { EventStore, UnreadableEvent } from '@annals/eventstore';
import { fromMilliseconds, type Frozen, type Instant } from '@annals/kernel';
import { AppGrants, type SharedBots } from '@annals/platform';
import { Injectable } from '@nestjs/common';
import type { Owner } from './bots';
import { fleet, type Fleet } from './fleet';
import { counts } from './grants';

/** What is taken away is out after so long, even where the news of it do not come. */
const MAX_AGE_MS = 1_000;

/**
 * What was shared with somebody, from the stream that says so: the guard asks no view (ADR 26). Where an event of it
 * cannot be read, nothing was: nobody may more by what is not understood.
 */
@Injectable()
export class FleetGrants extends AppGrants {
  constructor(private readonly store: EventStore) {
    super();
  }

  async of(organizationId: string, who: Owner, { fresh = false } = {}): Promise<SharedBots> {
    const target = { stream: fleet, id: [organizationId] } as const;
    try {
      const { state, revision } = await this.store.state(target, fresh ? 0 : MAX_AGE_MS);
      return { ...sharedWith(state, who, fromMilliseconds(Date.now())), revision };
    } catch (error) {
      // Whatever else cannot be read of the fleet then says so itself; who may by a role goes on.
      if (error instanceof UnreadableEvent) return { granted: [], owned: [], revision: error.event.revision };
      throw error;
    }
  }
}

/** What counts of it at an instant. */
export function sharedWith({ bots, grants }: Frozen<Fleet>, who: Owner, now: Instant): Omit<SharedBots, 'revision'> {
  const held = [...(grants.held.get(who.personId)?.values() ?? [])];
  const theirs = [...(grants.owned.get(who.personId) ?? [])].map((botId) => bots.get(botId));
  return {
    granted: held
      .filter((grant) => counts(grants, grant, who.membership, now))
      .map(({ botId, level }) => ({ botId, level })),
    owned: theirs.flatMap((bot) =>
      bot?.owner?.membership === who.membership ? [{ botId: bot.botId, workspaceId: bot.workspaceId }] : [],
    ),
  };
}
