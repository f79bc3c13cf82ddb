import { EventStore, uuidV5 } from '@annals/eventstore';
import { fromMilliseconds, type Actor } from '@annals/kernel';
import { Backlog, type QueryContext } from '@annals/platform';
import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { viewAudit } from '../commands/view-audit/view-audit';
import { oversight } from './oversight';

/** Readers and days that this process has noted and need not tell again. */
const REMEMBERED = 20_000;
/** What waits to be told; further readers are noted with their next look. */
const WAITING = 1_000;

interface Look {
  readonly organizationId: string;
  readonly actor: Actor;
  readonly day: string;
  readonly session: string | undefined;
}

const nameOf = ({ organizationId, actor, day }: Look) => JSON.stringify([organizationId, actor, day]);

/**
 * Tells who looks at the audit log: once for each of them and day, however many pages they turn and whichever process
 * answers. Nobody waits for it.
 */
@Injectable()
export class AuditReaders implements OnModuleDestroy {
  private readonly log = new Logger('audit-readers');
  private readonly known = new LRUCache<string, true>({ max: REMEMBERED });
  private noted: Look[] = [];
  private readonly backlog = new Backlog<Look>({
    name: 'looks at audit logs',
    take: () => this.noted.splice(0),
    write: (look) => this.tell(look),
    lost: (looks) => {
      for (const look of looks) this.known.delete(nameOf(look));
      this.log.error(`${looks.length} looks at audit logs are not told before the next ones`);
    },
  });

  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  /** Somebody was shown the log. Annals itself shows it to nobody. */
  note(organizationId: string, { principal }: Pick<QueryContext, 'principal'>): void {
    if (principal === undefined) return;
    const { actor, session } = principal;
    const look = { organizationId, actor, day: fromMilliseconds(Date.now()).slice(0, 'YYYY-MM-DD'.length), session };
    if (this.known.has(nameOf(look)) || this.noted.length >= WAITING) return;
    this.known.set(nameOf(look), true);
    this.noted.push(look);
    this.backlog.watch();
    void this.backlog.write();
  }

  onModuleDestroy(): Promise<void> {
    return this.backlog.settled();
  }

  private async tell(look: Look): Promise<void> {
    const { organizationId, actor, day, session } = look;
    const commandId = uuidV5(organizationId, nameOf(look));
    const context = { commandId, correlationId: commandId, actor, ...(session === undefined ? {} : { session }) };
    await this.store.decide({ stream: oversight, id: [organizationId] }, context, (state, facts) =>
      viewAudit(state, { organizationId, day }, facts),
    );
  }
}
