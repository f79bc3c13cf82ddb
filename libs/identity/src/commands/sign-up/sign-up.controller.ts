import { Accepted, SignUp } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Ctx, Later, Public } from '@annals/platform';
import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { SignUpCommand } from './sign-up.handler';

@ApiTags('accounts')
@Controller('api/v1/users')
export class SignUpController {
  constructor(private readonly commands: CommandBus, private readonly later: Later) {}

  /** The same answer for known and unknown addresses, before anything is looked up (B8); what happens next is in the mail. */
  @Post()
  @Public()
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: Accepted })
  @SerializeOptions({ schema: Accepted })
  signUp(@Body({ schema: SignUp }) { email }: z.output<typeof SignUp>, @Ctx() context: CommandContext): z.output<typeof Accepted> {
    this.later.accept({ name: 'sign-up', run: () => this.commands.execute(new SignUpCommand(email, context)) });
    return {};
  }
}
