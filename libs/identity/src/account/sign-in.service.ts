import { refused, userLoggedIn, type AccountEvent } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext, type Decided } from '@annals/eventstore';
import { latest, Refused, type Facts, type Frozen, type Instant } from '@annals/kernel';
import { Vault, type OpenedSession } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { account, type Account } from './account';
import { endSessions } from './session-ending.service';

/** Where somebody signs in from: for their own list of sessions. */
export interface Device {
  readonly ip: string;
  readonly userAgent: string;
}

/** What a command about an account brings: perhaps a new password, perhaps a device that is to be signed in. */
interface CredentialChange {
  readonly userId: string;
  readonly context: CommandContext;
  readonly password?: string;
  /** What everybody knows of the person: no password is made of it. */
  readonly own?: readonly string[];
  readonly device?: Device;
  /**
   * What has to happen in another stream before this one says yes: when everything is prepared. What it refuses is
   * refused here.
   */
  readonly first?: () => Promise<void>;
}

type DecideOnAccount = (state: Frozen<Account>, facts: Facts) => readonly AccountEvent[];

/**
 * Passwords and sessions live in the vault, and whether they count is decided in the log. So they are put into the
 * vault first, under ids that belong to the command alone, and the event names those ids: of racing commands one is
 * appended, and its password and session count, whatever the others put there and whenever a process dies.
 */
@Injectable()
export class SignInService {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /**
   * Signs a device in, with a new password where one is brought.
   * @throws Refused PASSWORD_WEAK, UNAUTHENTICATED (a repeated command whose session has ended), and whatever `decide`
   * says
   */
  async signIn(
    change: CredentialChange & { readonly device: Device },
    decide: DecideOnAccount,
  ): Promise<{ decided: Decided<AccountEvent>; session: OpenedSession }> {
    const decided = await this.change(change, decide);
    return { decided, session: await this.opened(change, decided) };
  }

  /**
   * The session of a command that was carried out. @throws Refused UNAUTHENTICATED when it was carried out before and
   * the session has ended since
   */
  async opened(
    change: CredentialChange & { readonly device: Device },
    { outcome, events, at }: Decided<AccountEvent>,
  ): Promise<OpenedSession> {
    if (outcome === 'remembered') await this.requireSession(change);
    const begun = events.find((event) => event.type === userLoggedIn.type);
    return this.open(change, { ...change.device, openedAt: begun?.data.at ?? at });
  }

  /**
   * What this very command came to before, if it was carried out: that is its answer, whatever has become of the
   * password that proved it (history.md §3).
   */
  async before(change: CredentialChange): Promise<Decided<AccountEvent> | undefined> {
    const found = await this.store.remembered({ stream: account, id: [change.userId] }, asTheUser(change));
    if (found !== undefined) await endSessions(this.vault, found.events);
    return found;
  }

  /**
   * Carries a command out, with a new password or a session where those are brought, and ends the sessions that it
   * ended.
   * @throws Refused PASSWORD_WEAK, and whatever `decide` says
   */
  async change(change: CredentialChange, decide: DecideOnAccount): Promise<Decided<AccountEvent>> {
    const { userId, password, own = [] } = change;
    if (password !== undefined && this.vault.credentials.isCommon(password, own)) throw refused('PASSWORD_WEAK');
    const target = { stream: account, id: [userId] } as const;
    const context = asTheUser(change);
    const { result: seen, ...before } = await this.store.preview(target, context, (state, facts) => {
      decide(state, facts); // says no before anything is made
      return { credentialId: state.credentialId, notBefore: state.sessions.notBefore };
    });
    const decided =
      seen === undefined
        ? before
        : await this.prepared({ ...change, openedAt: latest(before.at, seen.notBefore) }, async () => {
            await change.first?.();
            return this.store.decide(target, context, decide);
          });
    await endSessions(this.vault, decided.events);
    if (decided.outcome === 'appended' && password !== undefined && seen?.credentialId !== undefined)
      await this.vault.credentials.removePassword(seen.credentialId);
    return decided;
  }

  /** A hash takes time and a session a row: they are only made where the decision, asked beforehand, says yes. */
  private async prepared(
    change: CredentialChange & { readonly openedAt: Instant },
    append: () => Promise<Decided<AccountEvent>>,
  ): Promise<Decided<AccountEvent>> {
    if (change.password !== undefined)
      await this.vault.credentials.setPassword(credentialId(change), change.password, change.context.signal);
    if (change.device !== undefined) await this.open(change, { ...change.device, openedAt: change.openedAt });
    try {
      return await append();
    } catch (error) {
      if (error instanceof Refused) await this.takeBack(change);
      throw error;
    }
  }

  /** Only a refusal is certain: after an unknown outcome the same command may still turn out to count. */
  private async takeBack(change: CredentialChange): Promise<void> {
    if (change.password !== undefined) await this.vault.credentials.removePassword(credentialId(change));
    if (change.device !== undefined) await this.vault.sessions.revoke(sessionId(change));
  }

  /** A repeated command gets its own session again, unless that has ended since: no repetition brings one back. */
  private async requireSession(change: CredentialChange): Promise<void> {
    const { state } = await this.store.state({ stream: account, id: [change.userId] }, 0);
    if (!state.sessions.begun.has(sessionId(change))) throw refused('UNAUTHENTICATED');
  }

  private open(change: CredentialChange, opening: Device & { readonly openedAt: Instant }): Promise<OpenedSession> {
    return this.vault.sessions.open({ sessionId: sessionId(change), userId: change.userId, ...opening });
  }
}

/** The ids that deciders use for the same things: `facts.id('credential')`, `facts.id('session')`. */
const credentialId = ({ context }: CredentialChange): string => uuidV5(context.commandId, 'credential');
const sessionId = ({ context }: CredentialChange): string => uuidV5(context.commandId, 'session');

/** Who proves that an account is theirs acts as its user from here on, whoever else is signed in on the same device. */
export function asTheUser(change: CredentialChange): CommandContext {
  const { userId, context, device } = change;
  const actor = `user:${userId}` as const;
  const { commandId, correlationId, causationId } = context;
  const known =
    context.actor === actor
      ? context
      : { commandId, correlationId, ...(causationId === undefined ? {} : { causationId }) };
  const acting = context.actor === actor ? context.session : undefined;
  const here = device && {
    session: acting ?? sessionId(change),
    origin: device,
    actorKey: { scope: 'account', subject: userId },
  };
  return { ...known, ...here, actor };
}
