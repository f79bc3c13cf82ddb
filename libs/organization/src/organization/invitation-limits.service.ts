import { mailboxOf, refused, type OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided, type DecideOn } from '@annals/eventstore';
import { decideCounted } from '@annals/platform';
import { Vault, type Counted, type RateLimit } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { organization, type Organization } from './organization';

const HOUR = 3_600;

/**
 * One mailbox hears from one organization, and from all of them; one person writes to anybody. The organization's own
 * day is in its stream (I-8).
 */
const ofMailboxHere: RateLimit = { name: 'invitation-mailbox-here', times: 5, seconds: HOUR };
const ofMailbox: RateLimit = { name: 'invitation-mailbox', times: 20, seconds: 24 * HOUR };
const ofActor: RateLimit = { name: 'invitation-actor', times: 200, seconds: 24 * HOUR };

/** What is to be mailed, by whose leave. */
export interface Mailing {
  readonly organizationId: string;
  /** Where to. null: erased. */
  readonly email: string | null;
  readonly context: CommandContext;
}

/** Many mails of one command. */
interface ManyMailings {
  readonly organizationId: string;
  readonly emails: readonly string[];
  readonly context: CommandContext;
}

/** What a mail to an address counts against. */
function mailboxesOf(organizationId: string, email: string): readonly Counted[] {
  const mailbox = mailboxOf(email);
  return [
    { limit: ofMailboxHere, of: `${organizationId} ${mailbox}` },
    { limit: ofMailbox, of: mailbox },
  ];
}

type DecideOnOrganization<R> = DecideOn<Organization, OrganizationEvent, R>;

/** C1: how often invitations are mailed. What says no, does nothing, or was carried out before is not counted. */
@Injectable()
export class InvitationLimits {
  /** The last to ask, by organization. */
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  /**
   * Carries a command out that sends a mail. One after the other in an organization: of the same invitation asked for
   * many times at once, one is counted.
   * @throws Refused RATE_LIMITED, and whatever `decide` says
   */
  async decide<R>(mailing: Mailing, decide: DecideOnOrganization<R>): Promise<Decided<OrganizationEvent, R>> {
    const { organizationId } = mailing;
    const counted = () => this.counted(mailing, decide);
    const turn = (this.turns.get(organizationId) ?? Promise.resolve()).then(counted, counted);
    this.turns.set(organizationId, turn);
    try {
      return await turn;
    } finally {
      if (this.turns.get(organizationId) === turn) this.turns.delete(organizationId);
    }
  }

  /**
   * The same for a command that sends many: each mailbox is counted, who asks once; what is too often is said before
   * anything is sent.
   * @throws Refused RATE_LIMITED, and whatever `decide` says
   */
  async decideMany(
    { organizationId, emails, context }: ManyMailings,
    decide: DecideOn<Organization, OrganizationEvent>,
  ): Promise<Decided<OrganizationEvent>> {
    const { store, vault } = this;
    const target = { stream: organization, id: [organizationId] } as const;
    const counts = () => [
      ...emails.flatMap((email) => mailboxesOf(organizationId, email)),
      { limit: ofActor, of: context.actor },
    ];
    return decideCounted({ store, vault, target, context, counts }, decide);
  }

  private async counted<R>(mailing: Mailing, decide: DecideOnOrganization<R>): Promise<Decided<OrganizationEvent, R>> {
    const target = { stream: organization, id: [mailing.organizationId] } as const;
    const wouldMail = () => this.store.wouldAppend(target, mailing.context, decide);
    if (await wouldMail()) {
      const retryAfter = await this.spend(mailing);
      // Another process may have been asked for the same at the same moment: what it has done is not refused.
      if (retryAfter !== undefined && (await wouldMail())) throw refused('RATE_LIMITED', { retryAfter });
    }
    return this.store.decide(target, mailing.context, decide);
  }

  private async spend({ organizationId, email, context }: Mailing): Promise<number | undefined> {
    const counted = email === null ? [] : mailboxesOf(organizationId, email);
    return this.vault.rateLimits.spend([...counted, { limit: ofActor, of: context.actor }]);
  }
}
