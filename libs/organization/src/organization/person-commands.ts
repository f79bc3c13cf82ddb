import { routes } from '@annals/contracts';
import { command, effectOf, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { acceptOwnership } from '../commands/accept-ownership/accept-ownership';
import { changeMemberRoles } from '../commands/change-member-roles/change-member-roles';
import { offerOwnership } from '../commands/offer-ownership/offer-ownership';
import { reinstateMember } from '../commands/reinstate-member/reinstate-member';
import { RemoveMemberCommand } from '../commands/remove-member/remove-member.handler';
import { RequestContactCommand } from '../commands/request-contact/request-contact.handler';
import { setAccessEnd } from '../commands/set-access-end/set-access-end';
import { SuspendMemberCommand } from '../commands/suspend-member/suspend-member.handler';
import { UpdateMyProfileCommand } from '../commands/update-my-profile/update-my-profile.handler';
import { VerifyContactCommand } from '../commands/verify-contact/verify-contact.handler';
import {
  declineOwnership,
  withdrawOwnershipOffer,
} from '../commands/withdraw-ownership-offer/withdraw-ownership-offer';
import { organization } from './organization';

const of = routes.organization;

/** Commands about the people who belong to it, and who owns it, by their routes. */
export const personCommands = [
  serve(of.updateMyProfile, { Command: UpdateMyProfileCommand }, idsAndEffect),
  serve(of.requestContact, { Command: RequestContactCommand }, idsAndEffect),
  serve(of.verifyContact, { Command: VerifyContactCommand }, idsAndEffect),
  serve(
    of.changeMemberRoles,
    command('ChangeMemberRoles', organization, ofOrganization, changeMemberRoles),
    idsAndEffect,
  ),
  serve(of.setAccessEnd, command('SetAccessEnd', organization, ofOrganization, setAccessEnd), idsAndEffect),
  serve(of.removeMember, { Command: RemoveMemberCommand }, ({ revision, position }, { asked }) => ({
    personId: asked.personId,
    revision,
    position,
  })),
  serve(of.suspendMember, { Command: SuspendMemberCommand }, idsAndEffect),
  serve(of.reinstateMember, command('ReinstateMember', organization, ofOrganization, reinstateMember), idsAndEffect),
  serve(of.offerOwnership, command('OfferOwnership', organization, ofOrganization, offerOwnership), effectOf),
  serve(of.acceptOwnership, command('AcceptOwnership', organization, ofOrganization, acceptOwnership), effectOf),
  serve(of.declineOwnership, command('DeclineOwnership', organization, ofOrganization, declineOwnership), effectOf),
  serve(
    of.withdrawOwnershipOffer,
    command('WithdrawOwnershipOffer', organization, ofOrganization, withdrawOwnershipOffer),
    effectOf,
  ),
] as const;
