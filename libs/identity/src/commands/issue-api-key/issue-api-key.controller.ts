import { IssuedKey, IssueKey, OrganizationParams } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { Answers, Ctx, Requires, ShowsSecret } from '@annals/platform';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { IssueApiKeyCommand } from './issue-api-key.handler';

@ApiTags('API keys')
@Controller('api/v1/organizations/:organizationId/api-keys')
export class IssueApiKeyController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Requires('api_keys:manage')
  @ShowsSecret()
  @Answers(
    201,
    'Issues a key for a service. It is of the person who issues it: it may what it is given and they may at that moment, and ends with their membership. The secret is in this answer and never again.',
    IssuedKey,
  )
  async issue(
    @Param({ schema: OrganizationParams }) { organizationId }: z.output<typeof OrganizationParams>,
    @Body({ schema: IssueKey }) body: z.output<typeof IssueKey>,
    @Ctx() context: CommandContext,
  ): Promise<z.output<typeof IssuedKey>> {
    return this.commands.execute(new IssueApiKeyCommand({ organizationId, ...body }, context));
  }
}
