import { refused, type AskedOf, type OversightEvent, type routes } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { oversight } from '../../oversight/oversight';
import { signedInLately } from '../../oversight/signed-in-lately';
import { Subjects } from '../../oversight/subjects.port';
import { eraseMe } from './erase-me';

/** With the erasure that it is about: asked for now, or before. */
type Asked = Decided<OversightEvent> & { readonly erasureId: string };

export class EraseMeCommand extends Command<Asked> {
  constructor(
    readonly asked: AskedOf<typeof routes.audit.eraseMe> & { readonly personId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

const approvedIn = ({ events }: Decided<OversightEvent>): string | undefined =>
  events.find((event) => event.type === 'ErasureApproved')?.data.erasureId;

@CommandHandler(EraseMeCommand)
export class EraseMeHandler implements ICommandHandler<EraseMeCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly subjects: Subjects,
  ) {}

  async execute({ asked, context }: EraseMeCommand): Promise<Asked> {
    const { organizationId, personId, assetPlan } = asked;
    const target = { stream: oversight, id: [organizationId] } as const;
    const subject = await this.subjects.of(organizationId, personId);
    if (!subject) throw refused('MEMBER_NOT_FOUND');
    const plan = subject.isLastOwner ? undefined : await this.planOf(organizationId, personId, assetPlan);
    const holdDays = await this.subjects.holdDays(organizationId);
    const mustHaveSignedIn = await signedInLately(this.vault, context);
    const command = { organizationId, personId, subject, holdDays, ...(plan && { plan }) };
    const decided = await this.store.decide(target, context, (state, facts) => {
      mustHaveSignedIn(facts);
      return eraseMe(state, command, facts);
    });
    const { state } = await this.store.state(target, 0);
    const erasureId = approvedIn(decided) ?? state.erasures.openOf.get(personId);
    if (erasureId === undefined) throw refused('ERASURE_CLOSED'); // called off in this very moment
    return { ...decided, erasureId };
  }

  /** Who asked for it settled it; what they own since is held. */
  private async planOf(organizationId: string, personId: string, assetPlan: Parameters<Subjects['settled']>[2]) {
    const { state } = await this.store.state({ stream: oversight, id: [organizationId] }, 0);
    const isAsked = state.erasures.openOf.has(personId);
    return isAsked ? undefined : this.subjects.settled(organizationId, personId, assetPlan);
  }
}
