import { AccountEffect, ResetPassword } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Ctx, Public } from '@annals/platform';
import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ResetPasswordCommand } from './reset-password.handler';

@ApiTags('accounts')
@Controller('api/v1/password/reset')
export class ResetPasswordController {
  constructor(private readonly commands: CommandBus) {}

  /** By the link of the mail: a new password. Every session ends, and a lock is lifted. */
  @Post()
  @Public()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: AccountEffect })
  @SerializeOptions({ schema: AccountEffect })
  async reset(@Body({ schema: ResetPassword }) body: z.output<typeof ResetPassword>, @Ctx() context: CommandContext): Promise<z.output<typeof AccountEffect>> {
    return this.commands.execute(new ResetPasswordCommand(body, context));
  }
}
