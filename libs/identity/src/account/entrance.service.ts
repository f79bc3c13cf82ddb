import { refused, type AccountEvent } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext, type Decided } from '@annals/eventstore';
import { Refused, type Facts, type Frozen } from '@annals/kernel';
import { Vault, type OpenedSession } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { account, type Account } from './account';

/** Where somebody signs in from: for their own list of sessions. */
export interface Device {
  readonly ip: string;
  readonly userAgent: string;
}

/** What a command about an account brings: perhaps a new password, perhaps a device that is to be signed in. */
interface Bringing {
  readonly userId: string;
  readonly context: CommandContext;
  readonly password?: string;
  readonly device?: Device;
}

type Decision = (state: Frozen<Account>, facts: Facts) => readonly AccountEvent[];

/**
 * Passwords and sessions live in the vault, and whether they count is decided in the log. So they are put into the vault first, under ids
 * that belong to the command alone, and the event names those ids: of racing commands one is appended, and its password and session count,
 * whatever the others put there and whenever a process dies.
 */
@Injectable()
export class Entrance {
  constructor(private readonly store: EventStore, private readonly vault: Vault) {}

  /**
   * Signs a device in, with a new password where one is brought.
   * @throws Refused PASSWORD_WEAK, UNAUTHENTICATED (a repeated command whose session has ended), and whatever `decide` says
   */
  async signIn(bringing: Bringing & { readonly device: Device }, decide: Decision): Promise<{ decided: Decided<AccountEvent>; session: OpenedSession }> {
    const decided = await this.change(bringing, decide);
    if (decided.outcome === 'remembered') await this.requireSession(bringing);
    return { decided, session: await this.open(bringing, bringing.device) };
  }

  /** Replaces a password. @throws Refused PASSWORD_WEAK, and whatever `decide` says */
  async change(bringing: Bringing, decide: Decision): Promise<Decided<AccountEvent>> {
    const { userId, password } = bringing;
    if (password !== undefined && this.vault.credentials.isCommon(password)) throw refused('PASSWORD_WEAK');
    const context = asTheUser(bringing);
    const target = { stream: account, id: [userId] } as const;
    const { state } = await this.store.state(target, 0);
    const refusal = refusalOf(() => decide(state, factsOf(context)));
    // The store still has its say: it may remember the command from before.
    const decided = refusal ? await this.store.decide(target, context, () => { throw refusal; }) : await this.prepared(bringing, () => this.store.decide(target, context, decide));
    const replaced = decided.outcome === 'appended' && password !== undefined ? state.credentialId : undefined;
    if (replaced !== undefined) await this.vault.credentials.removePassword(replaced);
    return decided;
  }

  /** A hash takes time and a session a row: they are only made where the decision says yes so far. */
  private async prepared(bringing: Bringing, append: () => Promise<Decided<AccountEvent>>): Promise<Decided<AccountEvent>> {
    if (bringing.password !== undefined) await this.vault.credentials.setPassword(credentialId(bringing), bringing.password);
    if (bringing.device !== undefined) await this.open(bringing, bringing.device);
    try {
      return await append();
    } catch (error) {
      if (error instanceof Refused) await this.takeBack(bringing);
      throw error;
    }
  }

  /** Only a refusal is certain: after an unknown outcome the same command may still turn out to count. */
  private async takeBack(bringing: Bringing): Promise<void> {
    if (bringing.password !== undefined) await this.vault.credentials.removePassword(credentialId(bringing));
    if (bringing.device !== undefined) await this.vault.sessions.revoke(sessionId(bringing));
  }

  /** A repeated command gets its own session again, unless that has ended since: no repetition brings one back. */
  private async requireSession(bringing: Bringing): Promise<void> {
    const { state } = await this.store.state({ stream: account, id: [bringing.userId] }, 0);
    if (!state.sessions.has(sessionId(bringing))) throw refused('UNAUTHENTICATED');
  }

  private open(bringing: Bringing, device: Device): Promise<OpenedSession> {
    return this.vault.sessions.open({ sessionId: sessionId(bringing), userId: bringing.userId, ...device });
  }
}

/** The ids that deciders use for the same things: `facts.id('credential')`, `facts.id('session')`. */
const credentialId = ({ context }: Bringing): string => uuidV5(context.commandId, 'credential');
const sessionId = ({ context }: Bringing): string => uuidV5(context.commandId, 'session');

/** Who proves that an account is theirs acts as its user from here on. */
function asTheUser({ userId, context, device }: Bringing): CommandContext {
  const actorKey = { scope: 'account', subject: userId };
  return { ...context, actor: `user:${userId}`, ...(device === undefined ? {} : { origin: device, actorKey }) };
}

/** For looking ahead only: the store gives the facts that count. */
function factsOf({ commandId, actor }: CommandContext): Facts {
  return { now: new Date().toISOString(), actor, id: (noun) => uuidV5(commandId, noun) };
}

function refusalOf(decide: () => unknown): Refused | undefined {
  try {
    decide();
    return undefined;
  } catch (error) {
    if (error instanceof Refused) return error as Refused;
    throw error;
  }
}
