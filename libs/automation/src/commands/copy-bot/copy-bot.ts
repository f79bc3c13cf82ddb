import { botDescribed, botRegistered, botVersionPublished, type FleetEvent } from '@annals/contracts';
import type { Decide } from '@annals/kernel';
import type { CopiedConfiguration } from '../../fleet/copied-configuration';
import { mustHaveBot, type Fleet, type Owner } from '../../fleet/fleet';

export interface CopyBot {
  readonly organizationId: string;
  /** What is copied. */
  readonly botId: string;
  readonly workspaceId: string;
  readonly name?: string | undefined;
  readonly configuration?: CopiedConfiguration | undefined;
  /** Whose the copy is; nobody's where a key of nobody makes it. */
  readonly owner?: Owner | undefined;
  /** By which it is made. */
  readonly linkId?: string | undefined;
}

/**
 * P29: another bot that begins as this one is now: its description, and what is in use of its configuration as its
 * first version. Its keys, triggers, grants and whom it runs as stay behind.
 * @throws Refused BOT_NOT_FOUND
 */
export const copyBot: Decide<Fleet, CopyBot, FleetEvent> = (state, command, { id }) => {
  const { workspaceId, owner, configuration, linkId } = command;
  const botId = id('bot');
  if (state.bots.has(botId)) return [];
  const { name, description, kind } = mustHaveBot(state, command.botId);
  const copiedFrom = {
    botId: command.botId,
    version: configuration?.version ?? 0,
    ...(linkId === undefined ? {} : { linkId }),
  };
  return [
    botRegistered(
      { botId, workspaceId, kind, copiedFrom, ...(owner ? { ownedBy: owner } : {}) },
      { name: command.name ?? name },
    ),
    ...(description === undefined ? [] : [botDescribed({ botId }, { description })]),
    ...(configuration ? [firstVersion(botId, configuration)] : []),
  ];
};

const firstVersion = (botId: string, { text, bytes, digest }: CopiedConfiguration) =>
  botVersionPublished({ botId, version: 1, bytes, digest }, { configuration: text });
