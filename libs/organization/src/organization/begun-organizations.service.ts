import type { CommandContext } from '@annals/eventstore';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  FoundOrganizationCommand,
  type BegunOrganization,
  type Founded,
} from '../commands/found-organization/found-organization.handler';
import { nameFromEmail } from '../commands/found-organization/name-from-email';
import { unified, type Policies } from './policies';

/** What other contexts ask about an organization that an account began. */
@Injectable()
export class BegunOrganizations {
  readonly policy: Policies = unified;

  constructor(private readonly commands: CommandBus) {}

  nameFor(email: string): string {
    return nameFromEmail(email);
  }

  found(begun: BegunOrganization, context: CommandContext): Promise<Founded> {
    return this.commands.execute(new FoundOrganizationCommand(begun, context));
  }
}
