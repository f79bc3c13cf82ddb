import { AccountEffect, ResetPassword } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Ctx, Public } from '@annals/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ResetPasswordCommand } from './reset-password.handler';

@ApiTags('accounts')
@Controller('api/v1/password/reset')
export class ResetPasswordController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Public()
  @Answers(
    200,
    'Replaces a forgotten password. By the link of the mail; every session ends, and a lock is lifted.',
    AccountEffect,
  )
  async reset(
    @Body({ schema: ResetPassword }) body: z.output<typeof ResetPassword>,
    @Ctx() context: CommandContext,
  ): Promise<z.output<typeof AccountEffect>> {
    return this.commands.execute(new ResetPasswordCommand(body, context));
  }
}
