import { refused, type Role } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import { Vault, type InvitedPerson } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import { invitationPurpose, linkOf, type InvitationLink } from './invitation-link';
import { mustOpen } from './open-invitation';
import { organization } from './organization';
import { openInvitationOf, type Invitation } from './invitations';
import { PeoplesWords } from './peoples-words.service';
import { named } from './roles';

/** What an invitation says to people, opened from the log; null where the person it is about was erased. */
export interface InvitationWords {
  /** Where it was sent. */
  readonly email: string | null;
  /** Who sent it last. */
  readonly inviter: string | null;
}

/**
 * What somebody finds behind a link. `acceptedBefore`: this very command accepted it already and its answer was lost.
 */
export type Found =
  | { readonly acceptedBefore: true }
  | {
      readonly acceptedBefore: false;
      readonly invitation: Pick<Invitation, 'personId' | 'invitedBy' | 'expiresAt'>;
      readonly organizationName: string;
      /** The roles of the invitation, and what they are called. */
      readonly roles: Role[];
      readonly roleNames: string[];
    };

/** Reads invitations behind links: the state says whether they open, the log what they say. */
@Injectable()
export class InvitationReader {
  private readonly peoplesWords: PeoplesWords;

  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {
    this.peoplesWords = new PeoplesWords(store);
  }

  /** @throws Refused INVITATION_NOT_FOUND for a token that was not minted here */
  link(token: string): InvitationLink {
    const read = this.vault.secrets.read(invitationPurpose, token);
    const link = read && linkOf(read);
    if (!link) throw refused('INVITATION_NOT_FOUND');
    return link;
  }

  /**
   * The invitation that a link opens now, decided like a command that changes nothing.
   * @throws Refused as `mustOpen`
   */
  async find(link: InvitationLink, context: CommandContext): Promise<Found> {
    const target = { stream: organization, id: [link.organizationId] } as const;
    if (await this.vault.purges.isPurged(link.organizationId)) throw refused('INVITATION_NOT_FOUND');
    const { result } = await this.store.preview(target, context, (state, { now }) => {
      const invitation = mustOpen(state, link, now);
      return { invitation, organizationName: state.settings.name, ...named(state, invitation.roles) };
    });
    return result === undefined ? { acceptedBefore: true } : { acceptedBefore: false, ...result };
  }

  /** The newest link of the open invitation of a person, whether it opens or not; undefined when there is none. */
  async newestLink({ organizationId, personId }: InvitedPerson): Promise<InvitationLink | undefined> {
    if (await this.vault.purges.isPurged(organizationId)) return undefined;
    const { state } = await this.store.state({ stream: organization, id: [organizationId] }, 0);
    const invitation = openInvitationOf(state.invitations, personId);
    return invitation && { ...invitation, organizationId };
  }

  /**
   * Reads the two events that say them: no decision may rest on these words, so the state holds where they are only.
   */
  async words({
    organizationId,
    invitationId,
  }: Pick<InvitationLink, 'organizationId' | 'invitationId'>): Promise<InvitationWords> {
    const {
      state: { invitations },
    } = await this.store.state({ stream: organization, id: [organizationId] });
    const invitation = invitations.all.get(invitationId);
    if (!invitation) return { email: null, inviter: null };
    const [{ email }, inviter] = await Promise.all([
      this.peoplesWords.said(organizationId, invitation.addressedAt),
      this.peoplesWords.alias(organizationId, invitation.invitedBy),
    ]);
    return { email: email ?? null, inviter: inviter ?? null };
  }
}
