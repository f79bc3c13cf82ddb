import { EventStore } from '@annals/eventstore';
import { streamName } from '@annals/kernel';
import { Injectable } from '@nestjs/common';
import { organization } from './organization';
import { personalOf } from './personal-of';
import { contactAt, namedAt } from './profiles';

/** What an event says of a person. */
interface Words {
  readonly email?: string | undefined;
  readonly alias?: string | undefined;
  readonly message?: string | undefined;
}

/**
 * What people of an organization are called and where they are written to, from the events that say it: no decision
 * rests on these words, so the state holds only where they are. undefined: erased, or a stranger.
 */
@Injectable()
export class PeoplesWords {
  constructor(private readonly store: EventStore) {}

  async alias(organizationId: string, personId: string): Promise<string | undefined> {
    const { profiles } = await this.now(organizationId);
    return (await this.said(organizationId, namedAt(profiles, personId))).alias;
  }

  async contact(organizationId: string, personId: string): Promise<string | undefined> {
    return (await this.contacts(organizationId, [personId])).get(personId);
  }

  /** Where those of these people are written to who can be. */
  async contacts(organizationId: string, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { profiles } = await this.now(organizationId);
    const found = new Map<string, string>();
    for (const personId of personIds) {
      const { email } = await this.said(organizationId, contactAt(profiles, personId));
      if (email !== undefined) found.set(personId, email);
    }
    return found;
  }

  /** What the event at this revision says. */
  async said(organizationId: string, revision: number | undefined): Promise<Words> {
    if (revision === undefined) return {};
    const event = await this.store.eventAt(streamName(organization.category, organizationId), revision);
    return {
      email: personalOf(event, 'email'),
      alias: personalOf(event, 'alias'),
      message: personalOf(event, 'message'),
    };
  }

  private async now(organizationId: string) {
    return (await this.store.state({ stream: organization, id: [organizationId] }, 0)).state;
  }
}
