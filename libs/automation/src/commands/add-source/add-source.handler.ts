import type { Config } from '@annals/config';
import { refused, type KnowledgeEvent } from '@annals/contracts';
import { uuidV5, type CommandContext, type Decided } from '@annals/eventstore';
import { AddressNotAllowed, CONFIG, mustLeadOutside } from '@annals/platform';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { BroughtContent } from '../../knowledge/brought.service';
import { Readings } from '../../knowledge/readings.service';
import { addSource, type AddSource } from './add-source';

/** As the event holds them. */
const LONGEST_NAME = 120;
const LONGEST_ADDRESS = 2_000;

type Where = Pick<AddSource, 'organizationId' | 'workspaceId'>;

export class AddContentCommand extends Command<Decided<KnowledgeEvent>> {
  constructor(
    readonly asked: Where & { readonly kind: 'text' | 'file'; readonly name: string; readonly bytes: Buffer },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** A text or a file is what it says itself. */
@CommandHandler(AddContentCommand)
export class AddContentHandler implements ICommandHandler<AddContentCommand> {
  constructor(
    private readonly readings: Readings,
    private readonly brought: BroughtContent,
  ) {}

  async execute({ asked, context }: AddContentCommand): Promise<Decided<KnowledgeEvent>> {
    const sourceId = uuidV5(context.commandId, 'source');
    const { organizationId, workspaceId, kind, name } = asked;
    return this.brought.keep({ ...asked, sourceId }, (as) =>
      this.readings.decide({ organizationId, workspaceId, sourceId }, context, (state, facts) =>
        addSource(state, { organizationId, workspaceId, kind, name, ...as }, facts),
      ),
    );
  }
}

export class AddWebsiteCommand extends Command<Decided<KnowledgeEvent>> {
  constructor(
    readonly asked: Where & { readonly name?: string | undefined; readonly address: string; readonly levels: number },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** An address that leads into a private network is refused at once; when it is read, it is looked at again. */
@CommandHandler(AddWebsiteCommand)
export class AddWebsiteHandler implements ICommandHandler<AddWebsiteCommand> {
  constructor(
    private readonly readings: Readings,
    @Inject(CONFIG) private readonly config: Pick<Config, 'knowledgeHosts'>,
  ) {}

  async execute({ asked, context }: AddWebsiteCommand): Promise<Decided<KnowledgeEvent>> {
    const { organizationId, workspaceId, levels, address } = asked;
    const url = await this.allowed(address);
    const sourceId = uuidV5(context.commandId, 'source');
    const name = asked.name ?? url.host.slice(0, LONGEST_NAME);
    return this.readings.decide({ organizationId, workspaceId, sourceId }, context, (state, facts) =>
      addSource(
        state,
        { organizationId, workspaceId, kind: 'website', media: 'html', name, address: url.href, levels },
        facts,
      ),
    );
  }

  /** @throws Refused URL_NOT_ALLOWED */
  private async allowed(address: string): Promise<URL> {
    const url = URL.parse(address);
    if (!url) throw refused('URL_NOT_ALLOWED');
    url.hash = '';
    // Spelled out, it may be longer than as it was typed.
    if (url.href.length > LONGEST_ADDRESS) throw refused('URL_NOT_ALLOWED');
    try {
      await mustLeadOutside(url, this.config.knowledgeHosts);
    } catch (error) {
      if (error instanceof AddressNotAllowed) throw refused('URL_NOT_ALLOWED');
      throw error;
    }
    return url;
  }
}
