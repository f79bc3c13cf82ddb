import { refused, routes, type AnswerOf } from '@annals/contracts';
import { type Arrived, Incoming, On } from '@annals/platform';
import { Controller } from '@nestjs/common';

/** A program that was given nothing but its key finds out what it is for. */
@Controller()
export class OwnKeyController {
  @On(routes.identity.getOwnKey)
  async get(
    @Incoming() { caller }: Arrived<typeof routes.identity.getOwnKey>,
  ): Promise<AnswerOf<typeof routes.identity.getOwnKey>> {
    const key = caller.principal?.key;
    if (key === undefined) throw refused('UNAUTHENTICATED');
    const { organizationId, holder, permissions } = key;
    return { organizationId, holder: { kind: holder.kind, id: holder.id }, permissions: [...permissions] };
  }
}
