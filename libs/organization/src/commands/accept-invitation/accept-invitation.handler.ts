import { alias, refused, type OrganizationEvent, type Violation } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { effectOf, type Principal } from '@annals/platform';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Accounts } from '../../organization/accounts.port';
import { Aliases } from '../../organization/aliases.service';
import { Invitees } from '../../organization/invitees.service';
import type { InvitationLink } from '../../organization/invitation-link';
import { InvitationReader, type Found } from '../../organization/invitation-reader.service';
import { organization } from '../../organization/organization';
import { OpenDomains } from '../../security/open-domains.service';
import { acceptInvitation } from './accept-invitation';

interface Accept {
  readonly token: string;
  readonly password?: string | undefined;
  readonly alias?: string | undefined;
}

/** What an acceptance came to. */
export interface Acceptance {
  readonly organizationId: string;
  readonly personId: string;
  readonly userId: string;
  readonly revision: number;
  readonly position: string;
  /** Of a new account: the session that it begins with. */
  readonly sessionToken?: string;
}

interface Joining {
  readonly userId: string;
  readonly email: string;
  readonly alias: string;
}

export class AcceptInvitationCommand extends Command<Acceptance> {
  constructor(
    readonly body: Accept,
    readonly context: CommandContext,
    readonly principal: Principal | undefined,
  ) {
    super();
  }
}

/** One request of somebody who holds a link. */
interface AcceptRequest {
  readonly body: Accept;
  readonly context: CommandContext;
  readonly link: InvitationLink;
  readonly found: Found;
}

/**
 * Accepts for whoever holds the link: with a session as that account, without one as a new account. The organization's
 * stream decides: the name and a new account are prepared before it and lasting after it, so that a refusal leaves
 * neither. Every step is idempotent by the command's id; what a process that died left undone, a repeated command or a
 * reaction does.
 */
@CommandHandler(AcceptInvitationCommand)
export class AcceptInvitationHandler implements ICommandHandler<AcceptInvitationCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly accounts: Accounts,
    private readonly invitations: InvitationReader,
    private readonly invitees: Invitees,
    private readonly aliases: Aliases,
    private readonly domains: OpenDomains,
  ) {}

  async execute({ body, context, principal }: AcceptInvitationCommand): Promise<Acceptance> {
    if (principal && principal.kind !== 'user') throw refused('FORBIDDEN');
    const link = this.invitations.link(body.token);
    if (!principal) return this.asNewcomer({ body, context, link, found: await this.invitations.find(link, context) });
    const found = await this.invitations.find(link, context).catch(async (error: unknown) => {
      throw !(error instanceof Refused) || (await this.invitees.invitationFor(principal.id, link))
        ? error
        : refused('INVITATION_NOT_FOUND');
    });
    return this.asAccount(principal.id, { body, context, link, found });
  }

  /**
   * I-6: the account's verified address must be the one that was invited; the claim compares them without opening
   * either.
   */
  private async asAccount(userId: string, asked: AcceptRequest): Promise<Acceptance> {
    const { body, link, found } = asked;
    const known = await this.accounts.contact(userId);
    if (known.email === null || !known.verified) throw refused('NOT_INVITATION_RECIPIENT');
    const personId = await this.invitees.personOf(link.organizationId, known.email);
    if (!found.acceptedBefore && personId !== found.invitation.personId) throw refused('NOT_INVITATION_RECIPIENT');
    const called = alias.safeParse(body.alias ?? known.alias);
    if (!called.success)
      throw refused('VALIDATION_FAILED', {
        violations: [
          {
            path: '/alias',
            code: 'required',
            message: 'is needed: what you are called cannot be used here',
          } satisfies Violation,
        ],
      });
    return this.join({ userId, email: known.email, alias: called.data }, asked);
  }

  /** A8: the link proves the address, so the account is verified at once and begins no organization of its own. */
  private async asNewcomer(asked: AcceptRequest): Promise<Acceptance> {
    const {
      body: { password, alias: called },
      link,
      context,
    } = asked;
    const { email } = await this.invitations.words(link);
    if (email === null) throw refused('INVITATION_CLOSED');
    if (password === undefined || called === undefined) {
      if ((await this.accounts.byEmail(email))?.verified) throw refused('SIGN_IN_REQUIRED');
      throw refused('VALIDATION_FAILED', { violations: missing({ password, alias: called }) });
    }
    let accepted: Acceptance | undefined;
    const { sessionToken } = await this.accounts.registerInvited(
      { email, password, alias: called },
      context,
      async (userId) => {
        accepted = await this.join({ userId, email, alias: called }, asked);
      },
    );
    if (!accepted) throw new Error('An account was made for an invitation that was not accepted');
    return { ...accepted, ...(sessionToken === undefined ? {} : { sessionToken }) };
  }

  private async join(joining: Joining, { context, link, found }: AcceptRequest): Promise<Acceptance> {
    const { userId } = joining;
    const atOwnDomain = await this.domains.isOwn(link.organizationId, joining.email);
    const asMember: CommandContext = {
      ...context,
      actor: `user:${userId}`,
      ...(found.acceptedBefore ? {} : { actorKey: { scope: link.organizationId, subject: found.invitation.personId } }),
    };
    const decide = () =>
      this.store.decide({ stream: organization, id: [link.organizationId] }, asMember, (state, facts) =>
        acceptInvitation(state, { ...link, ...joining, atOwnDomain }, facts),
      );
    const decided = await (found.acceptedBefore
      ? decide()
      : this.aliases.joining({ ...link, personId: found.invitation.personId, alias: joining.alias }, decide));
    const member = memberIn(decided);
    if (member.userId !== userId) throw refused('INVITATION_NOT_FOUND'); // somebody else's acceptance, repeated
    return { organizationId: link.organizationId, personId: member.personId, userId, ...effectOf(decided) };
  }
}

function missing(values: Readonly<Record<string, string | undefined>>) {
  return Object.entries(values).flatMap(([name, value]) =>
    value === undefined
      ? [{ path: `/${name}`, code: 'required', message: 'is needed to make an account' } satisfies Violation]
      : [],
  );
}

function memberIn({ events }: Decided<OrganizationEvent>) {
  const added = events.find((event) => event.type === 'MemberAdded');
  if (!added) throw new Error('An invitation was accepted without making a member');
  return added.data;
}
