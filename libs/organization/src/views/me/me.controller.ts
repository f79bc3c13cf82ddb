import * as api from '@annals/contracts';
import { Caller, Requires, type RequestFacts } from '@annals/platform';
import { Controller, Get, SerializeOptions } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';

@ApiTags('organization')
@Controller('api/v1/organizations/:organizationId/me')
export class MyMembershipController {
  /** What the person who asks may do here: from the roles that the guard has just read, never from a view. */
  @Get()
  @Requires('org:read')
  @ApiResponse({ status: 200, standardSchema: api.MyMembership })
  @SerializeOptions({ schema: api.MyMembership })
  me(@Caller() { member, permissions }: RequestFacts) {
    if (!member) throw api.refused('FORBIDDEN'); // a key is no member
    return { personId: member.personId, roles: member.roles, permissions: [...permissions], grantable: [...api.grantable(member.roles)] };
  }
}
