import { routes } from '@annals/contracts';
import { type Arrived, Incoming, Later, On } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AddressInBody, payloadOf } from '../../account/address-in-body';
import { RequestPasswordResetCommand } from './request-password-reset.handler';

@Controller()
export class RequestPasswordResetController {
  constructor(
    commands: CommandBus,
    private readonly later: Later,
  ) {
    later.does('forgot', AddressInBody, ({ email, context }) =>
      commands.execute(new RequestPasswordResetCommand(email, context)),
    );
  }

  @On(routes.identity.forgotPassword)
  async forgot(@Incoming() { asked, context }: Arrived<typeof routes.identity.forgotPassword>) {
    await this.later.accept({ id: context.commandId, name: 'forgot', payload: payloadOf(asked.email, context) });
    return {};
  }
}
