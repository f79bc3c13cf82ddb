import { Accepted, ForgotPassword } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Ctx, Later, Public } from '@annals/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RequestPasswordResetCommand } from './request-password-reset.handler';

@ApiTags('accounts')
@Controller('api/v1/password/forgot')
export class RequestPasswordResetController {
  constructor(private readonly commands: CommandBus, private readonly later: Later) {}

  @Post()
  @Public()
  @Answers(202, 'Asks for the mail by which a forgotten password is replaced. The same answer for known and unknown addresses, before anything is looked up.', Accepted)
  forgot(@Body({ schema: ForgotPassword }) { email }: z.output<typeof ForgotPassword>, @Ctx() context: CommandContext): z.output<typeof Accepted> {
    this.later.accept({ name: 'forgot', run: () => this.commands.execute(new RequestPasswordResetCommand(email, context)) });
    return {};
  }
}
