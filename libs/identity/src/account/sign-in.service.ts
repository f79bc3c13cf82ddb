import { refused, type AccountEvent } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext, type Decided } from '@annals/eventstore';
import { Refused, type Facts, type Frozen } from '@annals/kernel';
import type { Device } from '@annals/platform';
import { Vault, type OpenedSession } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { SessionBeginning, sessionIdOf } from '../sessions/session-beginning.service';
import { endSessions, placed } from '../sessions/session-ending.service';
import type { Proof } from '../sessions/sessions';
import { account, type Account } from './account';

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

/** The same, where a device is signed in. */
interface SigningIn extends CredentialChange {
  readonly device: Device;
  readonly proof: Proof;
}

type DecideOnAccount = (state: Frozen<Account>, facts: Facts) => readonly AccountEvent[];

/**
 * Passwords live in the vault, and whether they count is decided in the log. So they are put into the vault first,
 * under ids that belong to the command alone, and the event names those ids: of racing commands one is appended, and
 * its password counts, whatever the others put there and whenever a process dies. A session begins afterwards, on the
 * revision of the account that said yes; a repeated command finds what it lacks.
 */
@Injectable()
export class SignInService {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly sessions: SessionBeginning,
  ) {}

  /**
   * Signs a device in, with a new password where one is brought.
   * @throws Refused PASSWORD_WEAK, what `opened` throws, and whatever `decide` says
   */
  async signIn(change: SigningIn, decide: DecideOnAccount): Promise<{ position: string; session: OpenedSession }> {
    return await this.opened(change, await this.change(change, decide));
  }

  /**
   * The session of a command that was carried out.
   * @throws Refused SIGN_IN_FAILED, UNAUTHENTICATED (`SessionBeginning.begin`)
   */
  opened(
    change: SigningIn,
    { revision }: Decided<AccountEvent>,
  ): Promise<{ position: string; session: OpenedSession }> {
    const { userId, device, proof } = change;
    return this.sessions.begin({ userId, device, proof, context: asTheUser(change), decidedOn: revision });
  }

  /**
   * What this very command came to before, if it was carried out: that is its answer, whatever has become of the
   * password that proved it (history.md §3).
   */
  async before(change: CredentialChange): Promise<Decided<AccountEvent> | undefined> {
    const found = await this.store.remembered({ stream: account, id: [change.userId] }, asTheUser(change));
    if (found !== undefined) await endSessions(this.vault, placed(found));
    return found;
  }

  /**
   * Carries a command out, with a new password where one is brought, and ends the sessions that it ended.
   * @throws Refused PASSWORD_WEAK, and whatever `decide` says
   */
  async change(change: CredentialChange, decide: DecideOnAccount): Promise<Decided<AccountEvent>> {
    const { userId, password, own = [] } = change;
    const target = { stream: account, id: [userId] } as const;
    const context = asTheUser(change);
    if (password === undefined) return this.store.decide(target, context, decide);
    if (this.vault.credentials.isCommon(password, own)) throw refused('PASSWORD_WEAK');
    const { result: seen, ...before } = await this.store.preview(target, context, (state, facts) => {
      decide(state, facts); // says no before anything is made
      return { credentialId: state.credentialId };
    });
    const decided =
      seen === undefined
        ? before
        : await this.prepared({ ...change, password }, async () => {
            await change.first?.();
            return this.store.decide(target, context, decide);
          });
    await endSessions(this.vault, placed(decided));
    if (decided.outcome === 'appended' && seen?.credentialId !== undefined)
      await this.vault.credentials.removePassword(seen.credentialId);
    return decided;
  }

  /** A hash takes time: it is only made where the decision, asked beforehand, says yes. */
  private async prepared(
    change: CredentialChange & { readonly password: string },
    append: () => Promise<Decided<AccountEvent>>,
  ): Promise<Decided<AccountEvent>> {
    await this.vault.credentials.setPassword(credentialId(change), change.password, change.context.signal);
    try {
      return await append();
    } catch (error) {
      // Only a refusal is certain: after an unknown outcome the same command may still turn out to count.
      if (error instanceof Refused) await this.vault.credentials.removePassword(credentialId(change));
      throw error;
    }
  }
}

/** The id that deciders use for the same thing: `facts.id('credential')`. */
const credentialId = ({ context }: CredentialChange): string => uuidV5(context.commandId, 'credential');

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
    session: acting ?? sessionIdOf(context),
    origin: device,
    actorKey: { scope: 'account', subject: userId },
  };
  return { ...known, ...here, actor };
}
