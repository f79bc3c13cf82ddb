import { jsonBytes, refused, secretIn, type FleetEvent } from '@annals/contracts';
import { EventStore, type CommandContext, type Decided } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { fleet } from '../../fleet/fleet';
import { publishVersion, type PublishVersion } from './publish-version';

/** What came of it, with the version that it is. */
type Published = Decided<FleetEvent> & { readonly version: number };

export class PublishVersionCommand extends Command<Published> {
  constructor(
    readonly body: Omit<PublishVersion, 'configuration' | 'bytes' | 'digest'> & { readonly configuration: object },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** Nothing secret gets into an event; the digest is one that nobody without the server's key can try out. */
@CommandHandler(PublishVersionCommand)
export class PublishVersionHandler implements ICommandHandler<PublishVersionCommand> {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
  ) {}

  async execute({ body, context }: PublishVersionCommand): Promise<Published> {
    const { organizationId, botId, note } = body;
    const at = secretIn({ configuration: body.configuration, note });
    if (at !== undefined) throw refused('SECRET_IN_PAYLOAD', { at });
    const configuration = JSON.stringify(body.configuration);
    const bytes = jsonBytes(body.configuration);
    const digest = this.vault.secrets.hmac('bot-configuration', `${botId}:${configuration}`);
    const target = { stream: fleet, id: [organizationId] } as const;
    const decided = await this.store.decide(target, context, (state, facts) =>
      publishVersion(state, { ...body, configuration, bytes, digest }, facts),
    );
    const of = (await this.store.state(target)).state.bots.get(botId)?.configuration;
    return { ...decided, version: (of?.saidAt.indexOf(decided.revision) ?? -1) + 1 || (of?.inUse ?? 0) };
  }
}
