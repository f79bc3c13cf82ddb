import { refused, routes } from '@annals/contracts';
import type { Config } from '@annals/config';
import { type Arrived, CONFIG, Incoming, On, setSessionCookie } from '@annals/platform';
import { Controller, Inject, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { CurrentDevice } from '../../account/current-device.http';
import type { Device } from '../../sessions/session-beginning.service';
import { ChangePasswordCommand } from './change-password.handler';

@Controller()
export class ChangePasswordController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @On(routes.identity.changePassword)
  async change(
    @Incoming() { asked, caller, context }: Arrived<typeof routes.identity.changePassword>,
    @CurrentDevice() device: Device,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { principal, former = false } = caller;
    if (principal?.session === undefined) throw refused('UNAUTHENTICATED');
    const { sessionToken, ...changed } = await this.commands.execute(
      new ChangePasswordCommand({ ...asked, userId: principal.id, device, former }, context),
    );
    setSessionCookie(reply, sessionToken, this.config.publicUrl);
    return changed;
  }
}
