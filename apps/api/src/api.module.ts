import { servesMailbox, type Config } from '@annals/config';
import { application } from '@annals/contexts';
import { type DynamicModule, Module } from '@nestjs/common';
import { core } from './core';
import { HealthController } from './health.controller';
import { LinksController } from './links.controller';
import { LiveController } from './live/live.controller';
import { LiveFeed } from './live/live-feed';
import { Readiness } from './readiness';
import { MailboxController } from './mailbox/mailbox.controller';

/**
 * What the process serves of its own. The mailbox page exists only where mails stay on this machine and nobody else
 * reaches it.
 */
export const ownControllers = (config: Config) => [
  HealthController,
  LinksController,
  LiveController,
  ...(servesMailbox(config) ? [MailboxController] : []),
];

@Module({})
export class ApiModule {
  /** The whole of the api for one configuration. */
  static async from(config: Config): Promise<DynamicModule> {
    return {
      module: ApiModule,
      imports: application.http.imports,
      controllers: [...application.http.controllers, ...ownControllers(config)],
      providers: [...(await core(config)), ...application.http.providers, LiveFeed, Readiness],
    };
  }
}
