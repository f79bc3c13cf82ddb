import 'reflect-metadata';
import { BadRequestException, Body, Controller, HttpCode, Inject, Module, Param, Post, Req } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import cookie from '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { open, seed } from './database.mts';
import { RenameService, type Renamed } from './rename.mts';

/**
 * The peer of P5: what somebody would build instead of Annals. NestJS on Fastify, kysely, one transaction for each
 * request. Decorators are called by hand: Node strips types, no more.
 */
const Params = z.strictObject({ organizationId: z.uuid() });
const Rename = z.strictObject({
  name: z.string().trim().min(1).max(120),
  reason: z.string().trim().max(500).optional(),
});

class Conforms {
  private readonly schema: z.ZodType;

  constructor(schema: z.ZodType) {
    this.schema = schema;
  }

  transform(value: unknown): unknown {
    const { success, data, error } = this.schema.safeParse(value);
    if (!success) throw new BadRequestException({ violations: error.issues });
    return data;
  }
}

class OrganizationController {
  private readonly service: RenameService;

  constructor(service: RenameService) {
    this.service = service;
  }

  rename(
    { organizationId }: z.output<typeof Params>,
    { name }: z.output<typeof Rename>,
    request: FastifyRequest,
  ): Promise<Renamed> {
    const key = request.headers['idempotency-key'];
    return this.service.rename({
      organizationId,
      name,
      token: request.cookies.session,
      key: typeof key === 'string' ? key : undefined,
      requestId: request.id,
      ip: request.ip,
    });
  }
}
const { prototype } = OrganizationController;
const rename = Object.getOwnPropertyDescriptor(prototype, 'rename') ?? {};
Post('organizations/:organizationId/rename')(prototype, 'rename', rename);
HttpCode(200)(prototype, 'rename', rename);
Param(new Conforms(Params))(prototype, 'rename', 0);
Body(new Conforms(Rename))(prototype, 'rename', 1);
Req()(prototype, 'rename', 2);
Inject(RenameService)(OrganizationController, undefined, 0);
Controller('api/v1')(OrganizationController);

class PeerModule {}
const databaseUrl = process.env.PEER_DATABASE_URL ?? '';
const callers = await seed(databaseUrl, Number(process.env.PEER_PEOPLE ?? 32));
const db = open(databaseUrl);
Module({
  controllers: [OrganizationController],
  providers: [{ provide: RenameService, useValue: new RenameService(db) }],
})(PeerModule);

const app = await NestFactory.create<NestFastifyApplication>(PeerModule, new FastifyAdapter(), {
  logger: ['error', 'warn'],
});
await app.register(cookie);
await app.listen(0, '127.0.0.1');
process.send?.({ type: 'ready', port: app.getHttpServer().address().port, callers });
process.once('disconnect', () => process.exit()); // the bench is gone
process.once('SIGTERM', () => {
  void app
    .close()
    .then(() => db.destroy())
    .then(() => process.exit(0));
});
