import { refused, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { fromMilliseconds } from '@annals/kernel';
import { mayReadMembers, serve, type RequestFacts } from '@annals/platform';
import { ViewReader } from '@annals/views';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { mustHaveBot } from '../../fleet/fleet';
import { granterOf } from '../../fleet/granter';
import { heldOf } from '../../fleet/held-level';
import { LinkMakers } from '../../fleet/link-makers.service';
import { ShareLinkSecrets } from '../../fleet/share-link-secrets.service';
import { mustBeOpen } from '../../fleet/share-links';
import { endOf, gainsNothing, mustWork } from '../../fleet/working-links';
import { apps } from './apps.view';

type Route = typeof routes.automation.previewShareLink;

class PreviewShareLinkQuery extends Query<AnswerOf<Route>> {
  constructor(
    readonly asked: AskedOf<Route>,
    readonly caller: RequestFacts,
  ) {
    super();
  }
}

/** What a link would give, as accepting it would judge it; of who made it only what they are called is from a view. */
@QueryHandler(PreviewShareLinkQuery)
export class PreviewShareLinkHandler implements IQueryHandler<PreviewShareLinkQuery> {
  constructor(
    private readonly views: ViewReader,
    private readonly secrets: ShareLinkSecrets,
    private readonly makers: LinkMakers,
  ) {}

  async execute({ asked: { organizationId, secret }, caller }: PreviewShareLinkQuery): Promise<AnswerOf<Route>> {
    const linkId = this.secrets.linkOf(organizationId, secret);
    const who = granterOf(caller);
    if (!who.who) throw refused('FORBIDDEN', { requiredPermission: 'bots.access:request' });
    const state = await this.makers.now(organizationId);
    const now = fromMilliseconds(Date.now());
    const link = mustBeOpen(state, linkId, now);
    const { botId, level, until, by } = link;
    const held = heldOf(state, who, botId, now) ?? null;
    const maker = await this.makers.granter(organizationId, link, state);
    const offered = { botId, level, until: endOf(state, link, maker, now) };
    const already = level !== 'copy' && gainsNothing(state, who, offered, now);
    // Who has used it, and has something by it, hears what that is.
    if (!already) mustWork(state, link, { maker, personId: who.who.personId }, now);
    const byAlias = mayReadMembers(caller) ? await this.aliasOf(organizationId, by.personId) : null;
    return { botId, botName: mustHaveBot(state, botId).name, level, until, byAlias, held, already };
  }

  private async aliasOf(organizationId: string, personId: string): Promise<string | null> {
    const found = await this.views.read(apps, { organization: organizationId }, (db) =>
      db
        .selectFrom('people')
        .select('alias')
        .where('organization_id', '=', organizationId)
        .where('person_id', '=', personId)
        .executeTakeFirst(),
    );
    return found?.alias ?? null;
  }
}

export const PreviewShareLinkController = serve(
  routes.automation.previewShareLink,
  ({ asked, caller }) => new PreviewShareLinkQuery(asked, caller),
);
