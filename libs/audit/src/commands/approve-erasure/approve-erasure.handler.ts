import { refused, type AskedOf, type OversightEvent, type routes } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { oversight } from '../../oversight/oversight';
import { signedInLately } from '../../oversight/signed-in-lately';
import { Subjects } from '../../oversight/subjects.port';
import { approveErasure } from './approve-erasure';

export class ApproveErasureCommand extends Command<Decided<OversightEvent>> {
  constructor(
    readonly asked: AskedOf<typeof routes.audit.approveErasure> & { readonly by: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Nobody can undo what follows, so whoever approves has just signed in. */
@CommandHandler(ApproveErasureCommand)
export class ApproveErasureHandler implements ICommandHandler<ApproveErasureCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly subjects: Subjects,
  ) {}

  async execute({ asked, context }: ApproveErasureCommand): Promise<Decided<OversightEvent>> {
    const { organizationId, erasureId } = asked;
    const target = { stream: oversight, id: [organizationId] } as const;
    const personId = (await this.store.state(target, 0)).state.erasures.all.get(erasureId)?.personId;
    if (personId === undefined) throw refused('ERASURE_NOT_FOUND');
    const subject = await this.subjects.of(organizationId, personId);
    if (!subject) throw new Error(`Nobody is ${personId}, whom somebody asked to erase`);
    const holdDays = await this.subjects.holdDays(organizationId);
    const mustHaveSignedIn = await signedInLately(this.vault, context);
    return this.store.decide(target, context, (state, facts) => {
      mustHaveSignedIn(facts);
      return approveErasure(state, { ...asked, subject, holdDays }, facts);
    });
  }
}
