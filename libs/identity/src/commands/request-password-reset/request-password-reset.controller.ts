import { Accepted, ForgotPassword } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Ctx, Later, Public } from '@annals/platform';
import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AddressInBody, asked } from '../../account/address-in-body';
import { RequestPasswordResetCommand } from './request-password-reset.handler';

@ApiTags('accounts')
@Controller('api/v1/password/forgot')
export class RequestPasswordResetController {
  constructor(
    commands: CommandBus,
    private readonly later: Later,
  ) {
    later.does('forgot', AddressInBody, ({ email, context }) =>
      commands.execute(new RequestPasswordResetCommand(email, context)),
    );
  }

  @Post()
  @Public()
  @Answers(
    202,
    'Asks for the mail by which a forgotten password is replaced. The same answer for known and unknown addresses, before anything is looked up.',
    Accepted,
  )
  async forgot(
    @Body({ schema: ForgotPassword }) { email }: z.output<typeof ForgotPassword>,
    @Ctx() context: CommandContext,
  ): Promise<z.output<typeof Accepted>> {
    await this.later.accept({ id: context.commandId, name: 'forgot', payload: asked(email, context) });
    return {};
  }
}
