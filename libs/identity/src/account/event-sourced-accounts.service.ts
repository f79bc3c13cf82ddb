import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { Injectable } from '@nestjs/common';
import { freePlaceOfOrganization } from '../commands/free-place-of-organization/free-place-of-organization';
import { registerInvited } from '../commands/register-invited/register-invited';
import { account } from './account';
import { AccountDirectory, type Contact } from './account-directory.service';
import type { Proof } from '../sessions/sessions';
import type { BegunOrganization } from './organization-founding.port';
import { SignInService } from './sign-in.service';

interface InvitedNewcomer {
  readonly email: string;
  readonly password: string;
  readonly alias: string;
}

/** The accounts of this context, for the others. */
@Injectable()
export class EventSourcedAccounts {
  constructor(
    private readonly store: EventStore,
    private readonly directory: AccountDirectory,
    private readonly signIns: SignInService,
  ) {}

  async byEmail(email: string): Promise<{ userId: string; verified: boolean } | undefined> {
    const userId = await this.directory.holderOf(email);
    if (userId === undefined) return undefined;
    const { registered, verified } = await this.directory.account(userId);
    return registered ? { userId, verified } : undefined;
  }

  contact(userId: string): Promise<Contact> {
    return this.directory.contact(userId);
  }

  begun(userId: string, organizationId: string): Promise<BegunOrganization | undefined> {
    return this.directory.begun(userId, organizationId);
  }

  /** D16: frees the place of an organization that was purged; nothing is said of an account that was erased. */
  async freePlace(userId: string, organizationId: string): Promise<void> {
    if ((await this.directory.contact(userId)).email === null) return;
    const commandId = uuidV5(organizationId, `place-freed/${userId}`);
    const context = { commandId, correlationId: commandId, actor: 'system:purge' } as const;
    await this.store.decide({ stream: account, id: [userId] }, context, (state, facts) =>
      freePlaceOfOrganization(state, { userId, organizationId }, facts),
    );
  }

  /**
   * An account made (or verified) by the link of an invitation: no organization of its own (A8). `accept` decides: it is
   * called once everything is prepared, and what it refuses leaves nothing behind. Gives the cookie token of the session
   * that it opens; none when the account was verified by another door in the same moment.
   * @throws Refused SIGN_IN_REQUIRED, PASSWORD_WEAK, and whatever `accept` throws
   */
  async registerInvited(
    { email, password, alias }: InvitedNewcomer,
    context: CommandContext,
    accept: (userId: string) => Promise<void>,
  ): Promise<{ userId: string; sessionToken?: string }> {
    const claim = await this.directory.claim(email, uuidV5(context.commandId, 'user'));
    const userId = claim.holder;
    let accepted = false;
    const first = async () => {
      await accept(userId);
      accepted = true;
    };
    try {
      const { session } = await this.signIns.signIn(
        { userId, context, password, own: [email, alias], device: context.origin ?? nowhere, proof, first },
        (state, facts) => registerInvited(state, { userId, email, alias }, facts),
      );
      if (!accepted) await first(); // the account knew the command already, so the answer is there too
      await this.directory.confirm(email, userId);
      return { userId, sessionToken: session.token };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (accepted && error.code === 'SIGN_IN_REQUIRED') return { userId };
      if (!accepted) await this.directory.abandon(email, claim);
      throw error;
    }
  }
}

const proof: Proof = { method: 'invitation', factors: ['email'] };

/** A request before sign-in says nothing of where it comes from. */
const nowhere = { ip: '', userAgent: '' };
