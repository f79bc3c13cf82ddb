import { refused, routes, type Role } from '@annals/contracts';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import { type CallHandler, Module, StandardSchemaSerializerInterceptor, type ExecutionContext } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, NestFactory, Reflector } from '@nestjs/core';
import { Command, CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomBytes, randomUUID } from 'node:crypto';
import { CONFIG } from '../connections';
import {
  type Act,
  Acts,
  type Denial,
  Denials,
  Memberships,
  Principals,
  type Membership,
  type Principal,
} from '../ports';
import { AccessGuard } from './access.guard';
import { CommandRoutes } from './command-route';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { NoticeInterceptor, NOTICES } from './notices';
import { ProblemFilter } from './problem.filter';
import { serve } from './serve';

const organizationId = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0002';
const elsewhere = '0b5f3a52-3c0e-4d6a-9a51-6f2a3f1c0003';

const { renameOrganization } = routes.organization;
const { signOut } = routes.identity;

/** What was carried out, and with what in its metadata. */
const carriedOut: unknown[] = [];

class Rename extends Command<{ revision: number; position: string; inside: string }> {
  constructor(
    readonly asked: { readonly name: string },
    readonly context: { readonly actor: string; readonly reason?: string },
  ) {
    super();
  }
}

@CommandHandler(Rename)
class RenameHandler implements ICommandHandler<Rename> {
  async execute({ asked: { name }, context: { actor, reason } }: Rename) {
    carriedOut.push({ name, actor, reason });
    if (name === 'taken') throw refused('ALREADY_MEMBER');
    if (name === 'broken') throw new Error('a fault of ours');
    return { revision: 7, position: '77', inside: 'not in the contract of the answer' };
  }
}

class SignOut extends Command<void> {}

@CommandHandler(SignOut)
class SignOutHandler implements ICommandHandler<SignOut> {
  async execute(): Promise<void> {
    carriedOut.push('signed out');
  }
}

const controllers = [
  serve(renameOrganization, { Command: Rename }, (outcome, { asked }) => ({ ...asked, ...outcome })),
  serve(signOut, { Command: SignOut }),
];

/** The session's token is the role of the person whose session it is. */
class SomePrincipals extends Principals {
  async authenticate({ sessionToken }: { readonly sessionToken?: string }): Promise<Principal | undefined> {
    const session = 'a session';
    return sessionToken === undefined
      ? undefined
      : { kind: 'user', id: sessionToken, actor: `user:${sessionToken}`, session };
  }

  async formerly(): Promise<undefined> {
    return undefined;
  }
}

class SomeMemberships extends Memberships {
  async of(organization: string, role: string): Promise<Membership | undefined> {
    const roles: Role[] = [role];
    return organization === organizationId ? { personId: organization, roles, membership: 1, revision: 7 } : undefined;
  }

  async ofPerson(): Promise<undefined> {
    return undefined;
  }
}

/** One installation: what it was told, and how often Nest went its own way around a route. */
class House {
  readonly acts: Act[] = [];
  readonly denied: Denial[] = [];
  readonly noticed: unknown[] = [];
  byNest = 0;
  private app: NestFastifyApplication | undefined;

  constructor(
    private readonly vault: Vault,
    private readonly isShort: boolean,
  ) {}

  async open(): Promise<this> {
    @Module({
      imports: [CqrsModule.forRoot()],
      controllers,
      providers: [
        ...[RenameHandler, SignOutHandler, AccessGuard, IdempotencyInterceptor, NoticeInterceptor, ProblemFilter],
        CommandRoutes,
        { provide: CONFIG, useValue: { publicUrl: 'http://localhost' } },
        { provide: Vault, useValue: this.vault },
        { provide: Principals, useClass: SomePrincipals },
        { provide: Memberships, useClass: SomeMemberships },
        { provide: Acts, useValue: { note: (act: Act) => this.acts.push(act) } },
        { provide: Denials, useValue: { note: (denial: Denial) => this.denied.push(denial) } },
        { provide: NOTICES, useValue: [{ notice: async () => void this.noticed.push('noticed') }] },
        { provide: APP_GUARD, useExisting: AccessGuard },
        { provide: APP_INTERCEPTOR, useExisting: IdempotencyInterceptor },
        { provide: APP_INTERCEPTOR, useExisting: NoticeInterceptor },
        { provide: APP_FILTER, useExisting: ProblemFilter },
      ],
    })
    class ThingsModule {}
    const app = await NestFactory.create<NestFastifyApplication>(ThingsModule, new FastifyAdapter(), { logger: false });
    const fastify = app.getHttpAdapter().getInstance();
    fastify.addHook('onRequest', async (request) => {
      request.cookies = { annals_session: request.headers.cookie?.split('=')[1] };
    });
    if (this.isShort) app.get(CommandRoutes).take(app, controllers);
    app.useGlobalInterceptors(new StandardSchemaSerializerInterceptor(app.get(Reflector)), {
      intercept: (_: ExecutionContext, next: CallHandler) => {
        this.byNest += 1;
        return next.handle();
      },
    });
    await app.init();
    await fastify.ready();
    this.app = app;
    return this;
  }

  async close(): Promise<void> {
    await this.app?.close();
  }

  async send({ as, to = organizationId, key, body, method = 'POST', headers = {} }: Sent) {
    const answer = await this.app?.inject({
      method,
      url: method === 'DELETE' ? '/api/v1/session' : `/api/v1/organizations/${to}/rename`,
      headers: {
        ...headers,
        ...(key === undefined ? {} : { 'idempotency-key': key }),
        ...(as === undefined ? {} : { cookie: `annals_session=${as}` }),
      },
      ...(body === undefined ? {} : { payload: body }),
    });
    const { date: _, ...others } = answer?.headers ?? {};
    return { status: answer?.statusCode, headers: others, body: answer?.body };
  }
}

interface Sent {
  readonly as?: Role;
  readonly to?: string;
  readonly key?: string;
  readonly body?: object;
  readonly method?: 'POST' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
}

describe('commands on the shortest way (CommandRoutes)', () => {
  let database: TestDatabase;
  let vault: Vault;
  let short: House;
  let nests: House;
  beforeAll(async () => {
    database = await sharedDatabase('command_route');
    await migrateVault(database.url, 'annals_api');
    const secrets = { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) };
    vault = new Vault({ databaseUrl: database.url, secrets });
    short = await new House(vault, true).open();
    nests = await new House(vault, false).open();
  });
  afterAll(async () => {
    await Promise.all([short.close(), nests.close()]);
    await vault.close();
    await database.drop();
  });

  /** Everything that one of them answers and comes to, one request after the other. */
  async function told(house: House, sent: readonly Sent[]) {
    carriedOut.length = house.acts.length = house.denied.length = house.noticed.length = 0;
    const answers = [];
    for (const each of sent) answers.push(await house.send(each));
    const { acts, denied, noticed } = house;
    return { answers, carriedOut: [...carriedOut], acts: [...acts], denied: [...denied], noticed: noticed.length };
  }

  const owner = { as: 'owner' } as const;
  it.each<[string, number, Sent[]]>([
    ['carried out', 200, [{ ...owner, body: { name: 'a', reason: 'because' } }]],
    ['carried out once', 200, [1, 2].map(() => ({ ...owner, key: 'once', body: { name: 'a' } }))],
    ['carried out once, without a body', 204, [1, 2].map(() => ({ ...owner, key: 'none', method: 'DELETE' }) as const)],
    ['refused by the command, once', 409, [1, 2].map(() => ({ ...owner, key: 'no', body: { name: 'taken' } }))],
    ['a fault', 500, [{ ...owner, key: 'fault', body: { name: 'broken' } }]],
    ['of nobody', 401, [{ body: { name: 'a' } }]],
    ['of a stranger', 404, [{ ...owner, to: elsewhere, body: { name: 'a' } }]],
    ['of a member who may not', 403, [{ as: 'auditor', body: { name: 'a' } }]],
    ['with a wrong body', 400, [{ ...owner, body: { name: '', other: 1 } }]],
    ['with a body that is none', 400, [{ ...owner, method: 'DELETE', body: { name: 'a' } }]],
    ['with a wrong key', 400, [{ ...owner, key: 'ä', body: { name: 'a' } }]],
    ['of another site', 403, [{ ...owner, headers: { 'sec-fetch-site': 'cross-site' }, body: { name: 'a' } }]],
  ])('answer as Nest does: %s (%i)', async (_, status, sent) => {
    const run = randomUUID();
    const of = (house: string) =>
      sent.map((each) => ({ ...each, ...(each.key === undefined ? {} : { key: `${each.key}-${run}-${house}` }) }));
    const ours = await told(short, of('short'));
    expect(ours.answers[0]).toMatchObject({ status });
    expect(ours).toEqual(await told(nests, of('nests')));
    expect([ours.acts.length > 0, ours.denied.length > 0]).toEqual([
      sent.some(({ as, to, method, headers }) => as !== undefined && !to && !method && !headers),
      sent.some(({ as }) => as === 'auditor'),
    ]);
  });

  it('a key that comes with another body is 422 on both', async () => {
    for (const house of [short, nests]) {
      const key = randomUUID();
      await house.send({ ...owner, key, body: { name: 'a' } });
      expect(await house.send({ ...owner, key, body: { name: 'b' } })).toMatchObject({ status: 422 });
    }
  });

  it('are not taken round by Nest', async () => {
    const before = [short.byNest, nests.byNest];
    for (const house of [short, nests]) await house.send({ ...owner, body: { name: 'a' } });
    expect([short.byNest, nests.byNest]).toEqual([before[0], (before[1] ?? 0) + 1]);
    expect(short.byNest).toBe(0);
  });
});
