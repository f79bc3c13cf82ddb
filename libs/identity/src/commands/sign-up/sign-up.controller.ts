import { Accepted, SignUp } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Ctx, Later, Public } from '@annals/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { SignUpCommand } from './sign-up.handler';

@ApiTags('accounts')
@Controller('api/v1/users')
export class SignUpController {
  constructor(private readonly commands: CommandBus, private readonly later: Later) {}

  @Post()
  @Public()
  @Answers(202, 'Signs an address up. The same answer for known and unknown addresses, before anything is looked up; what happens next is in the mail.', Accepted)
  signUp(@Body({ schema: SignUp }) { email }: z.output<typeof SignUp>, @Ctx() context: CommandContext): z.output<typeof Accepted> {
    this.later.accept({ name: 'sign-up', run: () => this.commands.execute(new SignUpCommand(email, context)) });
    return {};
  }
}
