import type { Config } from '@annals/config';
import { application } from '@annals/contexts';
import { EventStore } from '@annals/eventstore';
import { CONFIG, MailTransport, mailTransport, openEventStore, openVault, type Tools } from '@annals/platform';
import { Vault } from '@annals/vault';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';

@Module({})
class WorkerModule {}

/** What jobs and timers act with: the same commands and services as the api has, without its routes. */
export async function openTools(config: Config): Promise<Tools & { readonly close: () => Promise<void> }> {
  const vault = await openVault(config);
  const eventStore = openEventStore(config, vault);
  const mail = mailTransport(config, vault);
  const given = [
    { provide: CONFIG, useValue: config },
    { provide: Vault, useValue: vault },
    { provide: EventStore, useValue: eventStore },
    { provide: MailTransport, useValue: mail },
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
    config,
    commands: app.get(CommandBus),
    ask: (service) => app.get(service),
    close: async () => {
      await app.close();
      await Promise.all([eventStore.close(), vault.close()]);
    },
  };
}
