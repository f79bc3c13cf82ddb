import { AccountEffect, ChangePassword, refused } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import type { Config } from '@annals/config';
import {
  Answers,
  Caller,
  CONFIG,
  Ctx,
  EndsOwnSession,
  type RequestFacts,
  setSessionCookie,
  SignedIn,
} from '@annals/platform';
import { Body, Controller, Inject, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { CurrentDevice } from '../../account/current-device.http';
import type { Device } from '../../sessions/session-beginning.service';
import { ChangePasswordCommand } from './change-password.handler';

@ApiTags('accounts')
@Controller('api/v1/me/password')
export class ChangePasswordController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @SignedIn()
  @EndsOwnSession()
  @Answers(200, 'Changes your password. All sessions end; this device goes on in a new one (cookie).', AccountEffect)
  async change(
    @Body({ schema: ChangePassword }) body: z.output<typeof ChangePassword>,
    @Caller() { principal, former = false }: RequestFacts,
    @Ctx() context: CommandContext,
    @CurrentDevice() device: Device,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof AccountEffect>> {
    if (principal?.session === undefined) throw refused('UNAUTHENTICATED');
    const { sessionToken, ...changed } = await this.commands.execute(
      new ChangePasswordCommand({ ...body, userId: principal.id, device, former }, context),
    );
    setSessionCookie(reply, sessionToken, this.config.publicUrl);
    return changed;
  }
}
