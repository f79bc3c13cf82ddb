import type { Config } from '@annals/config';
import { presets } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { CONFIG, effectOf } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Aliases } from '../../organization/aliases.service';
import { organization } from '../../organization/organization';
import { Slugs } from '../../organization/slugs.service';
import { foundOrganization } from './found-organization';
import { nameFromEmail } from './name-from-email';

/** An organization that an account began; without a name it is called like the address (A9). */
export interface BegunOrganization {
  readonly organizationId: string;
  readonly userId: string;
  readonly email: string;
  readonly alias: string;
  readonly name?: string | undefined;
  readonly country?: string | undefined;
  readonly timeZone?: string | undefined;
  /** Without it, the first free one like the name. */
  readonly slug?: string | undefined;
  /** Another address of its founder, which waits for its code (B3). */
  readonly contactEmail?: string | undefined;
}

export interface Founded {
  readonly personId: string;
  readonly revision: number;
  readonly position: string;
}

export class FoundOrganizationCommand extends Command<Founded> {
  constructor(
    readonly begun: BegunOrganization,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/**
 * Founds the organization that an account began (A8–A10, D22). Every id follows from those of the account, so that the
 * api and the worker may both do it, any number of times: there is one organization, one owner, one claim on the
 * address.
 */
@CommandHandler(FoundOrganizationCommand)
export class FoundOrganizationHandler implements ICommandHandler<FoundOrganizationCommand> {
  private readonly aliases: Aliases;
  private readonly slugs: Slugs;

  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    @Inject(CONFIG) private readonly config: Pick<Config, 'policy'>,
  ) {
    this.aliases = new Aliases(store, vault);
    this.slugs = new Slugs(store, vault);
  }

  async execute({ begun, context }: FoundOrganizationCommand): Promise<Founded> {
    const { organizationId, userId, email, alias, name = nameFromEmail(email) } = begun;
    const personId = uuidV5(organizationId, `person/${userId}`);
    const claim = { scope: organizationId, kind: 'email', value: email, holder: personId };
    await this.vault.claims.take(claim);
    const workspaceId = uuidV5(organizationId, 'workspace');
    const slug = await this.slugs.firstFree(organizationId, name, begun.slug);
    const command = { ...begun, name, slug, personId, workspaceId, policies: presets[this.config.policy].organization };
    const decided = await this.store.decide({ stream: organization, id: [organizationId] }, context, (state, facts) =>
      foundOrganization(state, command, facts),
    );
    await this.vault.claims.confirm(claim);
    const created = decided.events.find((event) => event.type === 'OrganizationCreated');
    if (created?.text.slug !== undefined) await this.slugs.keep(organizationId, created.text.slug);
    await this.aliases.keep({ organizationId, personId, alias });
    return { personId, ...effectOf(decided) };
  }
}
