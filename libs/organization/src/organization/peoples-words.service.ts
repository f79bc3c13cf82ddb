import { EventStore } from '@annals/eventstore';
import { streamName } from '@annals/kernel';
import { Injectable } from '@nestjs/common';
import { organization } from './organization';
import { personalOf } from './personal-of';
import { contactAt, namedAt } from './profiles';

/**
 * What people of an organization are called and where they are written to, from the events that say it: no decision
 * rests on these words, so the state holds only where they are. undefined: erased, or a stranger.
 */
@Injectable()
export class PeoplesWords {
  constructor(private readonly store: EventStore) {}

  async alias(organizationId: string, personId: string): Promise<string | undefined> {
    const { profiles } = await this.now(organizationId);
    return this.said(organizationId, namedAt(profiles, personId), 'alias');
  }

  async contact(organizationId: string, personId: string): Promise<string | undefined> {
    const { profiles } = await this.now(organizationId);
    return this.said(organizationId, contactAt(profiles, personId), 'email');
  }

  /** What the event at this revision says. */
  async said(
    organizationId: string,
    revision: number | undefined,
    name: 'email' | 'alias' | 'message',
  ): Promise<string | undefined> {
    if (revision === undefined) return undefined;
    return personalOf(await this.store.eventAt(streamName(organization.category, organizationId), revision), name);
  }

  private async now(organizationId: string) {
    return (await this.store.state({ stream: organization, id: [organizationId] }, 0)).state;
  }
}
