import { EventStore, type CommandContext } from '@annals/eventstore';
import { effectOf } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { keys } from '../../keys/keys';
import { revokeApiKey, type RevokeApiKey } from './revoke-api-key';

export class RevokeApiKeyCommand extends Command<{ readonly revision: number; readonly position: string }> {
  constructor(
    readonly asked: RevokeApiKey,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** The key opens nothing from the next request on. */
@CommandHandler(RevokeApiKeyCommand)
export class RevokeApiKeyHandler implements ICommandHandler<RevokeApiKeyCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  async execute({ asked, context }: RevokeApiKeyCommand): Promise<{ revision: number; position: string }> {
    const decided = await this.store.decide({ stream: keys, id: [asked.organizationId] }, context, (state, facts) =>
      revokeApiKey(state, asked, facts),
    );
    await this.vault.apiKeys.revoke(asked.keyId);
    return effectOf(decided);
  }
}
