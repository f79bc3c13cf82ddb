import * as api from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import type { Config } from '@annals/config';
import {
  Answers,
  Caller,
  CONFIG,
  Ctx,
  Public,
  type RequestFacts,
  setSessionCookie,
  ShowsSecret,
} from '@annals/platform';
import { Body, Controller, Inject, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { AcceptInvitationCommand } from './accept-invitation.handler';

@ApiTags('invitations')
@Controller('api/v1/invitations')
export class AcceptInvitationController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
  ) {}

  @Post('accept')
  @Public()
  @ShowsSecret()
  @Answers(
    200,
    'Accepts an invitation. Signed in: as that account. Signed out: `password` and `alias` make the account, and the answer opens its session (cookie).',
    api.InvitationAcceptance,
  )
  async accept(
    @Body({ schema: api.AcceptInvitation }) body: z.output<typeof api.AcceptInvitation>,
    @Ctx() context: CommandContext,
    @Caller() { principal }: RequestFacts,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { sessionToken, ...accepted } = await this.commands.execute(
      new AcceptInvitationCommand(body, context, principal),
    );
    if (sessionToken !== undefined) setSessionCookie(reply, sessionToken, this.config.publicUrl);
    return accepted;
  }
}
