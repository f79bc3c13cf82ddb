import { routes } from '@annals/contracts';
import type { Config } from '@annals/config';
import { type Arrived, CONFIG, Incoming, On, setSessionCookie } from '@annals/platform';
import { Controller, Inject, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { CurrentDevice } from '../../account/current-device.http';
import type { Device } from '../../sessions/session-beginning.service';
import { inTheSameTime } from '../../account/same-time.service';
import { SignInCommand } from './sign-in.handler';

@Controller()
export class SignInController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @On(routes.identity.signIn)
  async signIn(
    @Incoming() { asked, context }: Arrived<typeof routes.identity.signIn>,
    @CurrentDevice() device: Device,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { sessionToken, ...signedIn } = await inTheSameTime(() =>
      this.commands.execute(new SignInCommand({ ...asked, device }, context)),
    );
    setSessionCookie(reply, sessionToken, this.config.publicUrl);
    return signedIn;
  }
}
