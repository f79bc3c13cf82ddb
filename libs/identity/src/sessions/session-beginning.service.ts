import { refused, userLoggedIn, type SessionsEvent } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext, type Decided } from '@annals/eventstore';
import type { Device } from '@annals/platform';
import { Vault, type OpenedSession } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { account } from '../account/account';
import { endSessions, placed } from './session-ending.service';
import { beginSession, sessions, type Proof } from './sessions';

interface Opening {
  readonly userId: string;
  /** The command that signs in: the session's id follows from its id. */
  readonly context: CommandContext;
  readonly device: Device;
  readonly proof: Proof;
  /** The revision of the account that said yes. */
  readonly decidedOn: number;
}

/** The id that the deciders use: `facts.id('session')`. */
export const sessionIdOf = ({ commandId }: Pick<CommandContext, 'commandId'>): string => uuidV5(commandId, 'session');

/**
 * Begins sessions (docs/adr/0014): first the event, then the row in the vault that opens doors, then a look at the
 * account. A session is given out only if the account, read after that row was there, has ended no sessions since the
 * revision on which this one was decided. Whatever ends them later finds the row.
 */
@Injectable()
export class SessionBeginning {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /**
   * @throws Refused SIGN_IN_FAILED: in the same moment all sessions were ended, or newer ones displaced it;
   * UNAUTHENTICATED: the command is repeated, and its session has ended since
   */
  async begin(opening: Opening): Promise<{ session: OpenedSession; position: string }> {
    const decided = await this.append(opening);
    const begun = decided.events.find((event) => event.type === userLoggedIn.type);
    if (!begun) throw new Error(`Command ${opening.context.commandId} begins no session`);
    const isRepeated = decided.outcome === 'remembered';
    if (isRepeated && !(await this.counts(begun.data))) throw refused('UNAUTHENTICATED');
    const { sessionId, userId, decidedOn, at: openedAt } = begun.data;
    const session = await this.vault.sessions.open({ sessionId, userId, decidedOn, openedAt, ...opening.device });
    if (await this.counts(begun.data)) return { session, position: decided.position };
    await this.vault.sessions.revoke(sessionId);
    throw refused(isRepeated ? 'UNAUTHENTICATED' : 'SIGN_IN_FAILED');
  }

  private async append({ userId, context, decidedOn, proof }: Opening): Promise<Decided<SessionsEvent>> {
    const { expectedRevision: _ofTheAccount, ...asked } = context;
    const { state } = await this.store.state({ stream: account, id: [userId] });
    const command = { userId, sessionId: sessionIdOf(context), decidedOn, proof, ended: state.sessionsEnded };
    const decided = await this.store.decide({ stream: sessions, id: [userId] }, asked, (known, facts) =>
      beginSession(known, command, facts),
    );
    await endSessions(this.vault, placed(decided)); // the one that it displaced
    return decided;
  }

  /** Whether the log says, now, that the session began and has not ended. */
  private async counts({ userId, sessionId, decidedOn }: { userId: string; sessionId: string; decidedOn: number }) {
    const [known, mine] = await Promise.all([
      this.store.state({ stream: sessions, id: [userId] }, 0),
      this.store.state({ stream: account, id: [userId] }, 0),
    ]);
    return known.state.begun.has(sessionId) && mine.state.sessionsEnded.revision <= decidedOn;
  }
}
