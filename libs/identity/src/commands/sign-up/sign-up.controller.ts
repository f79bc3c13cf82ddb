import { Accepted, SignUp } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Ctx, Public } from '@annals/platform';
import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { inTheSameTime } from '../../account/same-time.service';
import { SignUpCommand } from './sign-up.handler';

@ApiTags('accounts')
@Controller('api/v1/users')
export class SignUpController {
  constructor(private readonly commands: CommandBus) {}

  /** The same answer for known and unknown addresses, in the same time; what happens next is in the mail. */
  @Post()
  @Public()
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: Accepted })
  @SerializeOptions({ schema: Accepted })
  async signUp(@Body({ schema: SignUp }) { email }: z.output<typeof SignUp>, @Ctx() context: CommandContext): Promise<z.output<typeof Accepted>> {
    await inTheSameTime(() => this.commands.execute(new SignUpCommand(email, context)));
    return {};
  }
}
