import 'reflect-metadata';
import { loadConfig } from '@annals/config';
import { runProcess } from '@annals/platform';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiModule } from './api.module';
import { adapter, prepare } from './server';

/** The api process: commands, queries, live streams, the OpenAPI document and the built console. */
void runProcess('api', async () => {
  const config = loadConfig();
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.from(config), adapter(config), {
    logger: ['error', 'warn'],
    abortOnError: false,
    bodyParser: false,
  });
  await prepare(app, config);
  await app.listen(config.port, config.host);
  return { port: config.port, stop: () => app.close() };
});
