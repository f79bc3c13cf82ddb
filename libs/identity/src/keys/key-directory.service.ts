import { EventStore } from '@annals/eventstore';
import { Injectable } from '@nestjs/common';
import { keys, leftBehind } from './keys';

/** Looks keys up in the log, so that no view can be behind it. */
@Injectable()
export class KeyDirectory {
  constructor(private readonly store: EventStore) {}

  /** The keys of a person that nobody revoked, of whichever membership. Keys of bots that they issued are not theirs. */
  async ownedBy(organizationId: string, personId: string): Promise<readonly { kind: 'key'; id: string }[]> {
    const { state } = await this.store.state({ stream: keys, id: [organizationId] }, 0);
    return leftBehind(state, personId, undefined).map((id) => ({ kind: 'key', id }));
  }
}
