import { Accepted, ForgotPassword } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Ctx, Later, Public } from '@annals/platform';
import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RequestPasswordResetCommand } from './request-password-reset.handler';

@ApiTags('accounts')
@Controller('api/v1/password/forgot')
export class RequestPasswordResetController {
  constructor(private readonly commands: CommandBus, private readonly later: Later) {}

  /** The same answer for known and unknown addresses, before anything is looked up (B8). */
  @Post()
  @Public()
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: Accepted })
  @SerializeOptions({ schema: Accepted })
  forgot(@Body({ schema: ForgotPassword }) { email }: z.output<typeof ForgotPassword>, @Ctx() context: CommandContext): z.output<typeof Accepted> {
    this.later.accept({ name: 'forgot', run: () => this.commands.execute(new RequestPasswordResetCommand(email, context)) });
    return {};
  }
}
