import type { Config } from '@annals/config';
import { application, views } from '@annals/contexts';
import { EventStore } from '@annals/eventstore';
import {
  CONFIG,
  MailTransport,
  mailTransport,
  openEventStore,
  openVault,
  smsTransport,
  type Tools,
} from '@annals/platform';
import { Vault } from '@annals/vault';
import { ViewReader } from '@annals/views';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';

@Module({})
class WorkerModule {}

/** What jobs and timers act with: the same commands, services and views as the api has, without its routes. */
export async function openTools(config: Config): Promise<Tools & { readonly close: () => Promise<void> }> {
  const vault = await openVault(config);
  const eventStore = openEventStore(config, vault);
  const mail = mailTransport(config, vault);
  const reader = new ViewReader({ databaseUrl: config.databaseUrl, role: config.apiRole, views, poolSize: 2 });
  const given = [
    { provide: CONFIG, useValue: config },
    { provide: Vault, useValue: vault },
    { provide: EventStore, useValue: eventStore },
    { provide: MailTransport, useValue: mail },
    { provide: ViewReader, useValue: reader },
  ];
  const { imports, providers } = application.commands;
  const app = await NestFactory.createApplicationContext(
    { module: WorkerModule, imports, providers: [...given, ...providers] },
    { logger: ['error', 'warn'], abortOnError: false },
  );
  return {
    eventStore,
    vault,
    mail,
    sms: smsTransport(config, vault),
    config,
    commands: app.get(CommandBus),
    ask: (service) => app.get(service),
    close: async () => {
      await app.close();
      await Promise.all([eventStore.close(), vault.close(), reader.close()]);
    },
  };
}
