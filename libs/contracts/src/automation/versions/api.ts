import { z } from 'zod';
import { jsonObject } from '../../json-value';
import { actor, effect, id, instant, lines, page, paged, reason } from '../../words';

/**
 * How many versions a bot's configuration gets at most: each stays in the stream of the fleet for ever, which is folded
 * from its beginning where no snapshot is.
 */
export const MOST_VERSIONS = 200;
/** How large a configuration is at most, and how deep. */
export const configurationLimits = { kib: 32, levels: 20 } as const;
/** So many of the last runs of a version say how it does. */
export const VERSION_JUDGED_BY = 200;

export const BotVersionParams = z.object({ organizationId: id, botId: id, version: z.coerce.number().int().min(1) });

/** Which version whoever asks has seen in use; 0 where the bot had none. */
const basedOn = z.int().min(0).meta({ example: 0 });
/** POST …/bots/{botId}/versions: what the bot's runs begin with from now on. Secrets do not belong in it. */
export const PublishVersion = z
  .strictObject({
    configuration: jsonObject(configurationLimits).meta({ example: { mailbox: 'invoices', retries: 3 } }),
    basedOn,
    note: lines(500).optional(),
  })
  .meta({ id: 'PublishVersion' });
/** POST …/bots/{botId}/versions/roll-back */
export const RollBackVersion = z.strictObject({ to: z.int().min(1), basedOn, reason }).meta({ id: 'RollBackVersion' });
export const BotVersionEffect = z.object({ botId: id, version: z.int(), ...effect }).meta({ id: 'BotVersionEffect' });

export const BotVersion = z
  .object({
    version: z.int(),
    publishedAt: instant,
    /** `id` is null for who may not see people (W15), but of oneself. */
    publishedBy: actor.extend({ id: z.string().nullable() }),
    note: z.string().nullable(),
    /** In bytes, as JSON. */
    bytes: z.int(),
    inUse: z.boolean(),
    /** How many runs began with it. */
    runs: z.int(),
    /** Of its last runs that ended, 200 at most. */
    ended: z.int(),
    succeeded: z.int(),
    sequence: z.int(),
  })
  .meta({ id: 'BotVersion' });
/** GET …/bots/{botId}/versions, the newest first */
export const ListVersions = z.strictObject({ ...page });
export const BotVersions = z.object(paged(BotVersion)).meta({ id: 'BotVersions' });
/** GET …/bots/{botId}/versions/{version}: with what is in it; null once that is erased. */
export const OneBotVersion = z
  .object({ version: z.int(), inUse: z.boolean(), configuration: z.record(z.string(), z.unknown()).nullable() })
  .meta({ id: 'OneBotVersion' });
