import type { Config } from '@annals/config';
import { routes } from '@annals/contracts';
import { type Arrived, CONFIG, Incoming, On, setSessionCookie } from '@annals/platform';
import { Controller, Inject, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { AcceptInvitationCommand } from './accept-invitation.handler';

@Controller()
export class AcceptInvitationController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @On(routes.organization.acceptInvitation)
  async accept(
    @Incoming() { asked, caller, context }: Arrived<typeof routes.organization.acceptInvitation>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { sessionToken, ...accepted } = await this.commands.execute(
      new AcceptInvitationCommand(asked, context, caller.principal),
    );
    if (sessionToken !== undefined) setSessionCookie(reply, sessionToken, this.config.publicUrl);
    return accepted;
  }
}
