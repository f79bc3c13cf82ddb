import { refused, routes } from '@annals/contracts';
import type { Config } from '@annals/config';
import { type Arrived, clearSessionCookie, CONFIG, Incoming, On } from '@annals/platform';
import { Controller, Inject, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { SignOutCommand } from './sign-out.handler';

@Controller()
export class SignOutController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @On(routes.identity.signOut)
  async signOut(
    @Incoming() { caller: { principal }, context }: Arrived<typeof routes.identity.signOut>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (principal?.session === undefined) throw refused('UNAUTHENTICATED');
    await this.commands.execute(new SignOutCommand({ userId: principal.id, sessionId: principal.session }, context));
    clearSessionCookie(reply, this.config.publicUrl);
  }
}
