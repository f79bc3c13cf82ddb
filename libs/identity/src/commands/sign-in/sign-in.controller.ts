import { SignedIn, SignIn } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import type { Config } from '@annals/config';
import { Answers, CONFIG, Ctx, Public, setSessionCookie, ShowsSecret } from '@annals/platform';
import { Body, Controller, Inject, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CurrentDevice } from '../../account/current-device.http';
import type { Device } from '../../sessions/session-beginning.service';
import { inTheSameTime } from '../../account/same-time.service';
import { SignInCommand } from './sign-in.handler';

@ApiTags('sessions')
@Controller('api/v1/session')
export class SignInController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Public()
  @ShowsSecret()
  @Answers(
    200,
    'Opens a session (cookie). Five wrong passwords within 15 minutes lock the address for 15 minutes.',
    SignedIn,
  )
  async signIn(
    @Body({ schema: SignIn }) body: z.output<typeof SignIn>,
    @Ctx() context: CommandContext,
    @CurrentDevice() device: Device,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof SignedIn>> {
    const { sessionToken, ...signedIn } = await inTheSameTime(() =>
      this.commands.execute(new SignInCommand({ ...body, device }, context)),
    );
    setSessionCookie(reply, sessionToken, this.config.publicUrl);
    return signedIn;
  }
}
