import { Accepted, SignUp } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Ctx, Later, Public } from '@annals/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AddressInBody, asked } from '../../account/address-in-body';
import { SignUpCommand } from './sign-up.handler';

@ApiTags('accounts')
@Controller('api/v1/users')
export class SignUpController {
  constructor(
    commands: CommandBus,
    private readonly later: Later,
  ) {
    later.does('sign-up', AddressInBody, ({ email, context }) => commands.execute(new SignUpCommand(email, context)));
  }

  @Post()
  @Public()
  @Answers(
    202,
    'Signs an address up. The same answer for known and unknown addresses, before anything is looked up; what happens next is in the mail.',
    Accepted,
  )
  async signUp(
    @Body({ schema: SignUp }) { email }: z.output<typeof SignUp>,
    @Ctx() context: CommandContext,
  ): Promise<z.output<typeof Accepted>> {
    await this.later.accept({ id: context.commandId, name: 'sign-up', payload: asked(email, context) });
    return {};
  }
}
