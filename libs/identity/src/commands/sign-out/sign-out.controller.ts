import { refused } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import type { Config } from '@annals/config';
import { Answers, Caller, clearSessionCookie, CONFIG, Ctx, type RequestFacts, SignedIn } from '@annals/platform';
import { Controller, Delete, Inject, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { SignOutCommand } from './sign-out.handler';

@ApiTags('sessions')
@Controller('api/v1/session')
export class SignOutController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Delete()
  @SignedIn()
  @Answers(204, 'Ends this session and takes its cookie away.')
  async signOut(
    @Caller() { principal }: RequestFacts,
    @Ctx() context: CommandContext,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (principal?.session === undefined) throw refused('UNAUTHENTICATED');
    await this.commands.execute(new SignOutCommand({ userId: principal.id, sessionId: principal.session }, context));
    clearSessionCookie(reply, this.config.publicUrl);
  }
}
