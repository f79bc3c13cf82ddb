import { refused, routes } from '@annals/contracts';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { MyOrganizations } from './my-organizations.query';

@Controller()
export class MyOrganizationsController {
  constructor(private readonly mine: MyOrganizations) {}

  @On(routes.identity.getMe)
  async me(@Incoming() { caller: { principal }, minPosition }: Arrived<typeof routes.identity.getMe>) {
    if (!principal) throw refused('UNAUTHENTICATED');
    return this.mine.of(principal.id, minPosition === undefined ? {} : { minPosition });
  }
}
