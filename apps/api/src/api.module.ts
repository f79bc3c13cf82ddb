import { AuditModule } from '@annals/audit';
import { AutomationModule } from '@annals/automation';
import { IdentityModule } from '@annals/identity';
import { OrganizationModule } from '@annals/organization';
import { servesMailbox, type Config } from '@annals/config';
import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { CoreModule } from './core.module';
import { HealthController } from './health.controller';
import { LiveController } from './live/live.controller';
import { LiveFeed } from './live/live-feed';
import { Readiness } from './readiness';
import { MailboxController } from './mailbox/mailbox.controller';

/** The contexts, in the order in which they are set up. */
export const contexts = [IdentityModule, OrganizationModule, AutomationModule, AuditModule];

/**
 * What the process serves of its own. The mailbox page exists only where mails stay on this machine and nobody else
 * reaches it.
 */
export const ownControllers = (config: Config) => [
  HealthController,
  LiveController,
  ...(servesMailbox(config) ? [MailboxController] : []),
];

@Module({})
export class ApiModule {
  /** The whole of the api for one configuration. */
  static from(config: Config): DynamicModule {
    return {
      module: ApiModule,
      imports: [CoreModule.from(config), CqrsModule.forRoot(), ...contexts],
      controllers: ownControllers(config),
      providers: [LiveFeed, Readiness],
    };
  }
}
