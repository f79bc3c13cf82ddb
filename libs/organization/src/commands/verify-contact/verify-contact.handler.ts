import { refused, type OrganizationEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Codes } from '../../organization/codes.service';
import { organization } from '../../organization/organization';
import { actingMember } from '../../organization/people';
import { PeoplesWords } from '../../organization/peoples-words.service';
import { mustWait } from '../../organization/profiles';
import { verifyContact } from './verify-contact';

interface Said {
  readonly organizationId: string;
  readonly code: string;
}

export class VerifyContactCommand extends Command<Decided<OrganizationEvent>> {
  constructor(
    readonly body: Said,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Counts the try before it looks at the code; what this command verified before is not tried again. */
@CommandHandler(VerifyContactCommand)
export class VerifyContactHandler implements ICommandHandler<VerifyContactCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly codes: Codes,
    private readonly words: PeoplesWords,
  ) {}

  async execute({
    body: { organizationId, code },
    context,
  }: VerifyContactCommand): Promise<Decided<OrganizationEvent>> {
    const target = { stream: organization, id: [organizationId] } as const;
    const { result: waiting } = await this.store.preview(target, context, ({ people, profiles }, { actor, now }) => {
      const { personId } = actingMember(people, actor);
      return { personId, ...mustWait(profiles, personId, now) };
    });
    if (!waiting) return this.store.decide(target, context, () => []); // carried out before: found by its id
    const { personId: of, generation, at } = waiting;
    await this.codes.mustBeRight({ organizationId, proves: 'contact', of, generation }, code);
    const { email } = await this.words.said(organizationId, at);
    if (email === undefined) throw refused('CONTACT_CODE_EXPIRED'); // erased meanwhile
    return this.store.decide(target, context, (state, facts) =>
      verifyContact(state, { organizationId, generation, email }, facts),
    );
  }
}
