import { refused, type OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Refused } from '@annals/kernel';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { logoFormatOf } from '../../organization/logo-picture.service';
import { organization } from '../../organization/organization';
import { LOGO_KIND, type Logo } from '../../organization/settings';
import { setLogo, type SetLogo } from './set-logo';

export class SetLogoCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    /** `image`: in base64. */
    readonly asked: { readonly organizationId: string; readonly image: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** The picture is in the vault before the event that names it; one that nothing came of is taken back. */
@CommandHandler(SetLogoCommand)
export class SetLogoHandler implements ICommandHandler<SetLogoCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  async execute({ asked: { organizationId, image }, context }: SetLogoCommand): Promise<Decided<OrganizationEvent>> {
    const bytes = Buffer.from(image, 'base64');
    const format = await logoFormatOf(bytes);
    const present = await this.presentOf(organizationId, bytes);
    const { digest } = present ?? (await this.vault.payloads.put({ organizationId, kind: LOGO_KIND }, bytes));
    try {
      return await this.decide({ organizationId, digest, format }, context, present !== undefined);
    } catch (error) {
      if (error instanceof Refused && present === undefined)
        await this.vault.payloads.discard({ organizationId, kind: LOGO_KIND, digest });
      throw error;
    }
  }

  /** The same picture is not sealed a second time, as it would have another digest. */
  private async presentOf(organizationId: string, bytes: Buffer): Promise<Logo | undefined> {
    const { logo } = (await this.store.state({ stream: organization, id: [organizationId] })).state.settings;
    if (logo === undefined) return undefined;
    const picture = await this.vault.payloads.read({ organizationId, kind: LOGO_KIND, digest: logo.digest });
    return picture?.equals(bytes) ? logo : undefined;
  }

  private decide(asked: SetLogo, context: CommandContext, isPresent: boolean): Promise<Decided<OrganizationEvent>> {
    const target = { stream: organization, id: [asked.organizationId] } as const;
    return this.store.decide(target, context, (state, facts) => {
      // Another one was set meanwhile, and this one is about to go.
      if (isPresent && state.settings.logo?.digest !== asked.digest) throw refused('CONFLICT');
      return setLogo(state, asked, facts);
    });
  }
}
