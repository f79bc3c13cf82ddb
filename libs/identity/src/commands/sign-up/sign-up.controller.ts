import { routes } from '@annals/contracts';
import { type Arrived, Incoming, Later, On } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AddressInBody, payloadOf } from '../../account/address-in-body';
import { SignUpCommand } from './sign-up.handler';

@Controller()
export class SignUpController {
  constructor(
    commands: CommandBus,
    private readonly later: Later,
  ) {
    later.does('sign-up', AddressInBody, ({ email, context }) => commands.execute(new SignUpCommand(email, context)));
  }

  @On(routes.identity.signUp)
  async signUp(@Incoming() { asked, context }: Arrived<typeof routes.identity.signUp>) {
    await this.later.accept({ id: context.commandId, name: 'sign-up', payload: payloadOf(asked.email, context) });
    return {};
  }
}
