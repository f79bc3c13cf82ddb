import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { Backlog, type Act, type Acts, type Device } from '@annals/platform';
import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { recordSignIn } from '../commands/record-sign-in/record-sign-in';
import { beginningOf, sessions } from '../sessions/sessions';
import { access } from './access';

/** Sessions, by organization, that this process has noted and need not look for again. */
const REMEMBERED = 50_000;
/** Acts that wait to be written; those of further sessions are noted with their next request. */
const WAITING = 10_000;

type Noted = Act & { readonly device: Device };

const keyOf = ({ session, organizationId }: Act): string => `${session} ${organizationId}`;

/**
 * Writes down that a session acts in an organization for the first time. Nobody waits for it; a process that is killed
 * before it is written leaves it to whoever sees the session's next request, and the log knows who was faster.
 */
@Injectable()
export class MemberSignIns implements Acts {
  private readonly log = new Logger('sign-ins');
  private readonly known = new LRUCache<string, true>({ max: REMEMBERED });
  private noted: Noted[] = [];
  private readonly backlog = new Backlog<Noted>({
    name: 'sign-ins of members',
    take: () => this.noted.splice(0),
    write: (act) => this.record(act),
    lost: (acts) => {
      for (const act of acts) this.known.delete(keyOf(act));
      this.log.error(`${acts.length} sign-ins of members are not recorded before their next requests`);
    },
  });

  constructor(private readonly store: EventStore) {}

  note(act: Act, device: () => Device): void {
    const key = keyOf(act);
    if (this.known.has(key) || this.noted.length >= WAITING) return;
    this.known.set(key, true);
    this.noted.push({ ...act, device: device() });
    this.backlog.watch();
    void this.backlog.write();
  }

  settled(): Promise<void> {
    return this.backlog.settled();
  }

  private async record({ organizationId, personId, userId, session: sessionId, device }: Noted): Promise<void> {
    const target = { stream: access, id: [organizationId] } as const;
    const { state } = await this.store.state(target);
    if (state.sessions.get(personId)?.has(sessionId)) return;
    const { state: known } = await this.store.state({ stream: sessions, id: [userId] }, 0);
    const began = beginningOf(known, sessionId);
    if (!began) return; // a session that the log does not know, or has ended long ago, opens nothing any more
    const { method, factors } = began;
    const commandId = uuidV5(sessionId, organizationId);
    const actor = `user:${userId}` as const;
    const context: CommandContext = { commandId, correlationId: commandId, actor, session: sessionId };
    await this.store.decide(target, context, (told, facts) =>
      recordSignIn(told, { signedIn: { personId, sessionId, method, factors: [...factors] }, device }, facts),
    );
  }
}
