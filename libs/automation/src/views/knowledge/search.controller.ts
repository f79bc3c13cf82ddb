import { routes, type AnswerOf } from '@annals/contracts';
import { Incoming, On, type Arrived } from '@annals/platform';
import { Controller } from '@nestjs/common';
import { FleetDirectory } from '../../fleet/fleet-directory.service';
import { Workspaces } from '../../fleet/workspaces.port';
import { Meaning } from '../../meaning/meaning.service';
import { ownBot } from '../../fleet/own-bot';
import { PassageSearch } from '../../knowledge/passage-search.service';

const { getMeaning, searchKnowledge, trySearch } = routes.automation;

/** A bot asks with its own key, a person to see what it would get. No event: nothing becomes true by it. */
@Controller()
export class SearchKnowledgeController {
  constructor(
    private readonly passages: PassageSearch,
    private readonly bots: FleetDirectory,
    private readonly meaning: Meaning,
    private readonly workspaces: Workspaces,
  ) {}

  @On(getMeaning)
  async about(
    @Incoming() { asked: { organizationId, workspaceId } }: Arrived<typeof getMeaning>,
  ): Promise<AnswerOf<typeof getMeaning>> {
    await this.workspaces.mustBeActive(organizationId, workspaceId);
    return { meaning: await this.meaning.of(organizationId) };
  }

  @On(searchKnowledge)
  async search(
    @Incoming() { asked, caller }: Arrived<typeof searchKnowledge>,
  ): Promise<AnswerOf<typeof searchKnowledge>> {
    const botId = ownBot(caller, 'BOT_NOT_FOUND');
    const { workspaceId } = await this.bots.lately(asked.organizationId, botId);
    return this.passages.find(asked, { workspaceId, botId, actor: botId });
  }

  @On(trySearch)
  async try(@Incoming() { asked, caller }: Arrived<typeof trySearch>): Promise<AnswerOf<typeof trySearch>> {
    return this.passages.find(asked, {
      workspaceId: asked.workspaceId,
      only: asked.sourceId,
      actor: caller.context.actor,
    });
  }
}
