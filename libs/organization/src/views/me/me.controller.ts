import * as api from '@annals/contracts';
import { Answers, Caller, type RequestFacts, Requires } from '@annals/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';

@ApiTags('organization')
@Controller('api/v1/organizations/:organizationId/me')
export class MyMembershipController {
  @Get()
  @Requires('org:read')
  @Answers(
    200,
    'What the person who asks may do here: from the roles that the guard has just read, never from a view.',
    api.MyMembership,
  )
  me(@Caller() { member, permissions }: RequestFacts) {
    if (!member) throw api.refused('FORBIDDEN'); // a key is no member
    return {
      personId: member.personId,
      roles: member.roles,
      permissions: [...permissions],
      grantable: [...api.grantable(member.roles)],
    };
  }
}
