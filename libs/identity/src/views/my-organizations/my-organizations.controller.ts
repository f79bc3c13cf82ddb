import { Me, refused } from '@annals/contracts';
import { Answers, Caller, MinPosition, ReadsOwnWrites, type RequestFacts, SignedIn } from '@annals/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { MyOrganizations } from './my-organizations.query';

@ApiTags('accounts')
@Controller('api/v1/me')
export class MyOrganizationsController {
  constructor(private readonly mine: MyOrganizations) {}

  @Get()
  @SignedIn()
  @ReadsOwnWrites()
  @Answers(200, 'Who is signed in, and the organizations that they belong to, in the order of joining.', Me)
  async me(@Caller() { principal }: RequestFacts, @MinPosition() minPosition: string | undefined): Promise<Me> {
    if (!principal) throw refused('UNAUTHENTICATED');
    return this.mine.of(principal.id, minPosition === undefined ? {} : { minPosition });
  }
}
