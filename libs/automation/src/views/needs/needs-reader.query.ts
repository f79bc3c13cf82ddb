import { needReasons, needWhen } from '@annals/contracts';
import { fromMilliseconds, plus } from '@annals/kernel';
import { botsWith, mayReadEmail, reaches, type QueryContext } from '@annals/platform';
import { Vault } from '@annals/vault';
import { ViewReader } from '@annals/views';
import { Injectable } from '@nestjs/common';
import { runs } from '../runs/runs.view';
import { factsOf } from './facts';
import { judgedRuns, refusedRuns } from './judged-runs';
import { needs } from './needs.view';
import type { Judged, Sight } from './needs';

/** Looks at what needs are judged by: what is open, the last runs of bots that ever failed, and who was heard of. */
@Injectable()
export class NeedsReader {
  constructor(
    private readonly views: ViewReader,
    private readonly vault: Vault,
  ) {}

  async judged(organization: string, context: Pick<QueryContext, 'minPosition'>): Promise<Judged> {
    const now = fromMilliseconds(Date.now());
    const facts = await this.views.read(needs, { organization }, (db) => factsOf(db, organization, now), context);
    const suspects = facts.bots.filter(({ enabled, hasFailed }) => enabled && hasFailed).map(({ botId }) => botId);
    const disabled = facts.bots.filter(({ enabled }) => !enabled).map(({ botId }) => botId);
    const since = plus(now, { hours: -needWhen.refusing.withinHours });
    const found =
      suspects.length === 0
        ? []
        : await this.views.read(
            runs,
            { organization },
            (db) => judgedRuns(db, { organizationId: organization, botIds: suspects, now }),
            context,
          );
    const refusals =
      disabled.length === 0
        ? new Map<string, number>()
        : await this.views.read(
            runs,
            { organization },
            (db) => refusedRuns(db, { organizationId: organization, since }, disabled),
            context,
          );
    const beats = facts.bots.length === 0 ? new Map<string, never>() : await this.vault.presence.of(organization);
    return { facts, runs: new Map(found.map((each) => [each.botId, each])), refusals, beats, now };
  }
}

type Seeing = Pick<QueryContext, 'permissions' | 'workspaces' | 'bots'>;

/** What somebody may know of; with a workspace: of what is in it only. */
export function sightOf(context: Seeing, only?: string): Sight {
  return {
    sees: (kind, bot) => {
      const { seenWith } = needReasons[kind];
      if (bot === undefined) return only === undefined && context.permissions.has(seenWith);
      if (only !== undefined && bot.workspaceId !== only) return false;
      return reaches(botsWith(context, seenWith), bot);
    },
    seesAddresses: mayReadEmail(context),
  };
}
