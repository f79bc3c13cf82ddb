'use strict';
// The limit of P5: NestJS on fastify with one POST route that parses a body and answers. No guard, no validation, no
// storage.
require('reflect-metadata');
const { Controller, Module, Post, Body } = require('@nestjs/common');
const { NestFactory } = require('@nestjs/core');
const { FastifyAdapter } = require('@nestjs/platform-fastify');

class BareController {
  post(body) {
    return { ok: true, length: body.name.length };
  }
}
Reflect.decorate(
  [Post()],
  BareController.prototype,
  'post',
  Object.getOwnPropertyDescriptor(BareController.prototype, 'post'),
);
Body()(BareController.prototype, 'post', 0);
Controller('bare')(BareController);
class BareModule {}
Module({ controllers: [BareController] })(BareModule);

NestFactory.create(BareModule, new FastifyAdapter(), { logger: false }).then(async (app) => {
  await app.listen(0, '127.0.0.1');
  process.send({ type: 'ready', port: app.getHttpServer().address().port });
  process.once('disconnect', () => process.exit()); // the bench is gone
  process.once('SIGTERM', () => app.close().then(() => process.exit(0)));
});
