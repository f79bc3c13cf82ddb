import { routes } from '@annals/contracts';
import type { Config } from '@annals/config';
import { type Arrived, CONFIG, Incoming, On, setSessionCookie } from '@annals/platform';
import { Controller, Inject, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { CurrentDevice } from '../../account/current-device.http';
import type { Device } from '../../sessions/session-beginning.service';
import { VerifyUserCommand } from './verify-user.handler';

@Controller()
export class VerifyUserController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @On(routes.identity.verifyUser)
  async verify(
    @Incoming() { asked, context }: Arrived<typeof routes.identity.verifyUser>,
    @CurrentDevice() device: Device,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { sessionToken, ...verified } = await this.commands.execute(
      new VerifyUserCommand({ ...asked, device }, context),
    );
    setSessionCookie(reply, sessionToken, this.config.publicUrl);
    return verified;
  }
}
