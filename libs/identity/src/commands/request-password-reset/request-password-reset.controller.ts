import { Accepted, ForgotPassword } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Ctx, Public } from '@annals/platform';
import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { inTheSameTime } from '../../account/same-time.service';
import { RequestPasswordResetCommand } from './request-password-reset.handler';

@ApiTags('accounts')
@Controller('api/v1/password/forgot')
export class RequestPasswordResetController {
  constructor(private readonly commands: CommandBus) {}

  /** The same answer for known and unknown addresses, in the same time. */
  @Post()
  @Public()
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: Accepted })
  @SerializeOptions({ schema: Accepted })
  async forgot(@Body({ schema: ForgotPassword }) { email }: z.output<typeof ForgotPassword>, @Ctx() context: CommandContext): Promise<z.output<typeof Accepted>> {
    await inTheSameTime(() => this.commands.execute(new RequestPasswordResetCommand(email, context)));
    return {};
  }
}
