import { grantable, refused, routes } from '@annals/contracts';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Controller } from '@nestjs/common';

/** Of no view: what the guard has just read. */
@Controller()
export class MyMembershipController {
  @On(routes.organization.getMyMembership)
  me(@Incoming() { caller: { member, permissions } }: Arrived<typeof routes.organization.getMyMembership>) {
    if (!member) throw refused('FORBIDDEN'); // a key is no member
    return {
      personId: member.personId,
      roles: member.roles,
      permissions: [...permissions],
      grantable: [...grantable(member.roles)],
    };
  }
}
