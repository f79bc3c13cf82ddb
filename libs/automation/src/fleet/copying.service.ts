import { jsonBytes } from '@annals/contracts';
import { uuidV5, type CommandContext } from '@annals/eventstore';
import { Vault } from '@annals/vault';
import { Injectable } from '@nestjs/common';
import type { CopiedConfiguration } from './copied-configuration';
import { Configurations } from './configurations.service';
import { FleetDirectory } from './fleet-directory.service';
import { Workspaces } from './workspaces.port';

interface Asked {
  readonly organizationId: string;
  /** What is copied. */
  readonly botId: string;
  /** Where the copy goes. */
  readonly workspaceId: string;
}

/** What is looked up before a bot is copied. */
@Injectable()
export class Copying {
  constructor(
    private readonly vault: Vault,
    private readonly workspaces: Workspaces,
    private readonly bots: FleetDirectory,
    private readonly configurations: Configurations,
  ) {}

  /**
   * What is in use of a bot's configuration; undefined where there is none.
   * @throws Refused BOT_NOT_FOUND, WORKSPACE_NOT_FOUND, WORKSPACE_ARCHIVED
   */
  async prepare(
    { organizationId, botId, workspaceId }: Asked,
    { commandId }: Pick<CommandContext, 'commandId'>,
  ): Promise<CopiedConfiguration | undefined> {
    await this.workspaces.mustBeActive(organizationId, workspaceId);
    const version = (await this.bots.now(organizationId, botId)).configuration.inUse;
    const value = version === 0 ? undefined : await this.configurations.read({ organizationId, botId, version });
    if (value === undefined) return undefined;
    const text = JSON.stringify(value);
    const digest = this.vault.secrets.hmac('bot-configuration', `${uuidV5(commandId, 'bot')}:${text}`);
    return { version, text, bytes: jsonBytes(value), digest };
  }
}
