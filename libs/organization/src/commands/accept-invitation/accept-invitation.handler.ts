import { refused, type OrganizationEvent, type Violation } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Accounts, effectOf, type Principal } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { InvitationLink } from '../../organization/invitation-link';
import { InvitationReader, type Found } from '../../organization/invitation-reader.service';
import { organization } from '../../organization/organization';
import { acceptInvitation } from './accept-invitation';

interface Accept {
  readonly token: string;
  readonly password?: string | undefined;
  readonly alias?: string | undefined;
}

interface Acceptance {
  readonly organizationId: string;
  readonly personId: string;
  readonly userId: string;
  readonly revision: number;
  readonly position: string;
  /** Of a new account: the session that it begins with. */
  readonly sessionToken?: string;
}

interface Accepting {
  readonly userId: string;
  readonly email: string;
  readonly alias: string;
  readonly sessionToken?: string;
}

export class AcceptInvitationCommand extends Command<Acceptance> {
  constructor(readonly body: Accept, readonly context: CommandContext, readonly principal: Principal | undefined) {
    super();
  }
}

/**
 * Accepts for whoever holds the link: with a session as that account, without one as a new account. The link is looked at before
 * an account is made, and decided upon afterwards; every step is idempotent by the command's id, so that a repeated one finds its own effect.
 */
@CommandHandler(AcceptInvitationCommand)
export class AcceptInvitationHandler implements ICommandHandler<AcceptInvitationCommand> {
  constructor(private readonly store: EventStore, private readonly vault: Vault, private readonly accounts: Accounts, private readonly invitations: InvitationReader) {}

  async execute({ body, context, principal }: AcceptInvitationCommand): Promise<Acceptance> {
    if (principal && principal.kind !== 'user') throw refused('FORBIDDEN');
    const link = this.invitations.link(body.token);
    const found = await this.invitations.find(link, context);
    const { sessionToken, ...account } = principal ? await this.recipient(principal.id, link, found) : await this.register(body, link, context);
    const decided = await this.store.decide({ stream: organization, id: [link.organizationId] }, { ...context, actor: `user:${account.userId}` },
      (state, facts) => acceptInvitation(state, { ...link, ...account }, facts));
    return { organizationId: link.organizationId, personId: personIn(decided), userId: account.userId, ...effectOf(decided), ...(sessionToken === undefined ? {} : { sessionToken }) };
  }

  /** I-6: the account's verified address must be the one that was invited; the claim compares them without opening either. */
  private async recipient(userId: string, { organizationId }: InvitationLink, found: Found): Promise<Accepting> {
    const { email, alias, verified } = await this.accounts.contact(userId);
    if (email === null || alias === null || !verified) throw refused('NOT_INVITATION_RECIPIENT');
    const claim = await this.vault.claims.find({ scope: organizationId, kind: 'email', value: email });
    if (!found.acceptedBefore && claim?.holder !== found.invitation.personId) throw refused('NOT_INVITATION_RECIPIENT');
    return { userId, email, alias };
  }

  /** A8: the link proves the address, so the account is verified at once and begins no organization of its own. */
  private async register({ password, alias }: Accept, link: InvitationLink, context: CommandContext): Promise<Accepting> {
    const { email } = await this.invitations.words(link);
    if (email === null) throw refused('INVITATION_CLOSED');
    if (password === undefined || alias === undefined) {
      if ((await this.accounts.byEmail(email))?.verified) throw refused('SIGN_IN_REQUIRED');
      throw refused('VALIDATION_FAILED', { violations: missing({ password, alias }) });
    }
    return { ...await this.accounts.registerInvited({ email, password, alias }, context), email, alias };
  }
}

function missing(values: Readonly<Record<string, string | undefined>>) {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [{ path: `/${name}`, code: 'required', message: 'is needed to make an account' } satisfies Violation] : []));
}

function personIn({ events }: Decided<OrganizationEvent>): string {
  const added = events.find((event) => event.type === 'MemberAdded');
  if (!added) throw new Error('An invitation was accepted without making a member');
  return added.data.personId;
}
