import type { OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Aliases } from '../../organization/aliases.service';
import { organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { PeoplesWords } from '../../organization/peoples-words.service';
import { namedAt } from '../../organization/profiles';
import { updateMyProfile } from './update-my-profile';

interface Profile {
  readonly organizationId: string;
  readonly alias: string;
}

export class UpdateMyProfileCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: Profile,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Takes the claim on the new name, says it, and gives the claim on the old one up. */
@CommandHandler(UpdateMyProfileCommand)
export class UpdateMyProfileHandler implements ICommandHandler<UpdateMyProfileCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly aliases: Aliases,
    private readonly words: PeoplesWords,
  ) {}

  async execute({ body, context }: UpdateMyProfileCommand): Promise<Decided<OrganizationEvent>> {
    const target = { stream: organization, id: [body.organizationId] } as const;
    const { result: me } = await this.store.preview(target, context, ({ people, profiles }, { actor }) => {
      const { personId } = actingMember(people, actor);
      return { personId, namedAt: namedAt(profiles, personId) };
    });
    const { alias: before } = await this.words.said(body.organizationId, me?.namedAt);
    const update = () =>
      this.store.decide(target, context, (state, facts) =>
        updateMyProfile(state, { ...body, namedAt: me?.namedAt, same: before === body.alias }, facts),
      );
    return me ? this.aliases.renaming({ ...body, personId: me.personId }, before, update) : update();
  }
}
