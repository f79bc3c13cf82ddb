import { AccountEffect, ChangePassword, refused } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Caller, Ctx, type RequestFacts, SignedIn } from '@annals/platform';
import { Body, Controller, HttpCode, Post, SerializeOptions } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ChangePasswordCommand } from './change-password.handler';

@ApiTags('accounts')
@Controller('api/v1/me/password')
export class ChangePasswordController {
  constructor(private readonly commands: CommandBus) {}

  /** This session goes on, all others end. */
  @Post()
  @SignedIn()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: AccountEffect })
  @SerializeOptions({ schema: AccountEffect })
  async change(
    @Body({ schema: ChangePassword }) body: z.output<typeof ChangePassword>, @Caller() { principal }: RequestFacts, @Ctx() context: CommandContext,
  ): Promise<z.output<typeof AccountEffect>> {
    if (principal?.session === undefined) throw refused('UNAUTHENTICATED');
    return this.commands.execute(new ChangePasswordCommand({ ...body, userId: principal.id, sessionId: principal.session }, context));
  }
}
