import { EventStore, type CommandContext } from '@annals/eventstore';
import { mustSpend } from '@annals/platform';
import { Vault, type RateLimit } from '@annals/vault';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { recordExport, type RecordExport } from '../commands/record-export/record-export';
import { access } from './access';

/** Files that somebody takes of one organization: each is an event. */
const FILES: RateLimit = { name: 'files-of-lists', times: 100, seconds: 3_600 };

/** Tells auditors of each list that somebody takes as a file (B7). */
@Injectable()
export class ExportsOfLists {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Vault) private readonly vault: Pick<Vault, 'rateLimits'>,
  ) {}

  /** Settles when it is told: only then anything is given out. @throws Refused RATE_LIMITED */
  async record(organizationId: string, taken: RecordExport, context: CommandContext): Promise<void> {
    await mustSpend(this.vault, [{ limit: FILES, of: `${organizationId} ${context.actor}` }]);
    // A file is never one that was taken before: no key of the request makes it so, and no revision is expected.
    const { expectedRevision: _, ...own } = context;
    await this.store.decide(
      { stream: access, id: [organizationId] },
      { ...own, commandId: randomUUID() },
      (state, facts) => recordExport(state, taken, facts),
    );
  }
}
