import { EventStore } from '@annals/eventstore';
import type { Config } from '@annals/config';
import {
  AccessGuard,
  CONFIG,
  IdempotencyInterceptor,
  Later,
  MailTransport,
  mailTransport,
  noteStandsStill,
  openEventStore,
  openVault,
  ProblemFilter,
} from '@annals/platform';
import { ViewReader } from '@annals/views';
import { Vault } from '@annals/vault';
import {
  type DynamicModule,
  Global,
  Injectable,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { apiViews } from './views';

/** Streams that are asked at every request: members and their roles; bots, and whether they are known to be online. */
const ASKED_BY_GUARDS = ['organization-', 'fleet-', 'presence-'];

/** Closes what the process holds open, after the last request was answered and what follows an answer is done. */
@Injectable()
class Connections implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly views: ViewReader,
    private readonly later: Later,
  ) {}

  onApplicationBootstrap(): void {
    this.later.watch();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.later.settled();
    await Promise.all([this.store.close(), this.vault.close(), this.views.close()]);
  }
}

/** What every context is given: the log, the vault, the views, mail; and the walls in front of every route. */
@Global()
@Module({})
export class CoreModule {
  static async from(config: Config): Promise<DynamicModule> {
    const vault = await openVault(config);
    const views = new ViewReader({
      databaseUrl: config.databaseUrl,
      role: config.apiRole,
      views: apiViews,
      standsStill: noteStandsStill,
    });
    const given = [
      { provide: CONFIG, useValue: config },
      { provide: Vault, useValue: vault },
      { provide: EventStore, useValue: openEventStore(config, vault, ASKED_BY_GUARDS) },
      { provide: ViewReader, useValue: views },
      { provide: MailTransport, useValue: mailTransport(config, vault) },
      { provide: Later, useValue: new Later(vault.promisedWorks) },
    ];
    const walls = [
      { provide: APP_GUARD, useClass: AccessGuard },
      { provide: APP_FILTER, useClass: ProblemFilter },
      { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    ];
    return {
      module: CoreModule,
      providers: [...given, ...walls, Connections],
      exports: given.map(({ provide }) => provide),
    };
  }
}
