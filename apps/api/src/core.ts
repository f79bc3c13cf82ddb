import { EventStore } from '@annals/eventstore';
import type { Config } from '@annals/config';
import { contexts, views } from '@annals/contexts';
import {
  AccessGuard,
  Acts,
  CONFIG,
  Denials,
  IdempotencyInterceptor,
  Later,
  MailTransport,
  mailTransport,
  noteLookedBack,
  noteStandsStill,
  NoticeInterceptor,
  openEventStore,
  openVault,
  ProblemFilter,
} from '@annals/platform';
import { ViewReader } from '@annals/views';
import { Vault } from '@annals/vault';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown, type Provider } from '@nestjs/common';
import { NotesListening } from './listening';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';

/** Streams that guards ask at every request, by the beginnings of their names. */
const followed = contexts.flatMap((each) => each.followed.map(({ category }) => `${category}-`));

/** Closes what the process holds open, after the last request was answered and what follows an answer is done. */
@Injectable()
class Connections implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly store: EventStore,
    private readonly vault: Vault,
    private readonly views: ViewReader,
    private readonly later: Later,
    private readonly acts: Acts,
    private readonly denials: Denials,
  ) {}

  onApplicationBootstrap(): void {
    this.later.watch();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.later.settled(), this.acts.settled(), this.denials.settled()]);
    await Promise.all([this.store.close(), this.vault.close(), this.views.close()]);
  }
}

/** What every context is given: the log, the vault, the views, mail; and the walls in front of every route. */
export async function core(config: Config): Promise<readonly Provider[]> {
  const vault = await openVault(config);
  const reader = new ViewReader({
    databaseUrl: config.databaseUrl,
    role: config.apiRole,
    views,
    standsStill: noteStandsStill,
    lookedBack: noteLookedBack,
    past: { erasedSince: (organization, instant) => vault.keys.destroyedSince(organization, instant) },
  });
  return [
    { provide: CONFIG, useValue: config },
    { provide: Vault, useValue: vault },
    { provide: EventStore, useValue: openEventStore(config, vault, followed) },
    { provide: ViewReader, useValue: reader },
    { provide: MailTransport, useValue: mailTransport(config, vault) },
    { provide: Later, useValue: new Later(vault.promisedWorks) },
    // Around every route, in this order.
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
    { provide: APP_INTERCEPTOR, useClass: NoticeInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
    Connections,
    NotesListening,
  ];
}
