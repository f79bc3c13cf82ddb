import type { Config } from '@annals/config';
import { presets, type InstallationPolicies } from '@annals/contracts';
import type { CommandContext } from '@annals/eventstore';
import { CONFIG } from '@annals/platform';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  FoundOrganizationCommand,
  type BegunOrganization,
  type Founded,
} from '../commands/found-organization/found-organization.handler';
import { nameFromEmail } from '../commands/found-organization/name-from-email';

/** What other contexts ask about an organization that an account began. */
@Injectable()
export class BegunOrganizations {
  readonly policy: InstallationPolicies;

  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIG) config: Pick<Config, 'policy'>,
  ) {
    this.policy = presets[config.policy].installation;
  }

  nameFor(email: string): string {
    return nameFromEmail(email);
  }

  found(begun: BegunOrganization, context: CommandContext): Promise<Founded> {
    return this.commands.execute(new FoundOrganizationCommand(begun, context));
  }
}
