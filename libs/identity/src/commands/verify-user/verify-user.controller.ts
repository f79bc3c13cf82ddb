import { Verified, VerifyUser } from '@annals/contracts';
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
import { VerifyUserCommand } from './verify-user.handler';

@ApiTags('accounts')
@Controller('api/v1/users/verify')
export class VerifyUserController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Public()
  @ShowsSecret()
  @Answers(
    200,
    'Verifies an address. By the link of the mail: the first password, the alias, the organization, and a session (cookie).',
    Verified,
  )
  async verify(
    @Body({ schema: VerifyUser }) body: z.output<typeof VerifyUser>,
    @Ctx() context: CommandContext,
    @CurrentDevice() device: Device,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof Verified>> {
    const { sessionToken, ...verified } = await this.commands.execute(
      new VerifyUserCommand({ ...body, device }, context),
    );
    setSessionCookie(reply, sessionToken, this.config.publicUrl);
    return verified;
  }
}
