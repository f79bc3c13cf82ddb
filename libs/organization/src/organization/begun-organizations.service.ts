import type { Config } from '@annals/config';
import { mailboxOf, presets, type InstallationPolicies } from '@annals/contracts';
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
import { Codes } from './codes.service';
import { Slugs } from './slugs.service';

/** What an organization that is about to be begun needs: a name in addresses, a mail to somebody. */
type Needed = Pick<BegunOrganization, 'organizationId' | 'slug' | 'contactEmail'>;

/** What other contexts ask about an organization that an account began. */
@Injectable()
export class BegunOrganizations {
  readonly policy: InstallationPolicies;

  constructor(
    private readonly commands: CommandBus,
    private readonly slugs: Slugs,
    private readonly codes: Codes,
    @Inject(CONFIG) config: Pick<Config, 'policy'>,
  ) {
    this.policy = presets[config.policy].installation;
  }

  nameFor(email: string): string {
    return nameFromEmail(email);
  }

  /**
   * Begins an organization while nobody else can be called so in addresses, and a code may be mailed for it.
   * @throws Refused SLUG_INVALID, SLUG_TAKEN, RATE_LIMITED, and whatever `begin` throws
   */
  beginning<T>({ organizationId, slug, contactEmail }: Needed, begin: () => Promise<T>): Promise<T> {
    const counted = async () => {
      if (contactEmail !== undefined)
        await this.codes.count({ organizationId, proves: 'contact' }, mailboxOf(contactEmail));
      return begin();
    };
    return slug === undefined ? counted() : this.slugs.changing(organizationId, slug, counted);
  }

  found(begun: BegunOrganization, context: CommandContext): Promise<Founded> {
    return this.commands.execute(new FoundOrganizationCommand(begun, context));
  }
}
