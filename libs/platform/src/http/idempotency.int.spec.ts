import { refused, route, type Route } from '@annals/contracts';
import { OutcomeUnknown, type Decided } from '@annals/eventstore';
import { sharedDatabase, type TestDatabase } from '@annals/testing';
import { migrateVault, Vault } from '@annals/vault';
import {
  Body,
  type CanActivate,
  Controller,
  type ExecutionContext,
  Injectable,
  Module,
  Req,
  Res,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { commandContext } from './command-context';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { On } from './on';
import { ProblemFilter } from './problem.filter';
import { factsOf, rememberFacts } from './request-facts';
import { setSessionCookie } from './session-cookie';

const SECRET = 'ann_the-secret-of-a-key';
let calls = 0;
/** What the first request to the slow route waits for. */
let gate: Promise<void> = Promise.resolve();

/** Their answers have no contract, their callers are everybody. */
const on = (name: string, other: Partial<Route> = {}): Route =>
  route({ method: 'POST', path: `/${name}`, status: 201, access: 'public', sentence: 'A thing.', ...other });

/** Routes that answer in each of the ways in which a command can end. */
@Controller()
class Things {
  @On(on('things'))
  make(@Body() body: object) {
    calls += 1;
    return { nth: calls, body };
  }

  @On(on('things', { method: 'DELETE', status: 204 }))
  remove(): void {
    calls += 1;
  }

  @On(on('refused'))
  refuse(): never {
    calls += 1;
    throw refused('ACCOUNT_LOCKED', { nth: calls });
  }

  @On(on('unknown'))
  lose(): object {
    calls += 1;
    if (calls === 1) throw new OutcomeUnknown('things-1');
    return { nth: calls };
  }

  @On(on('keys', { showsSecret: true }))
  issue() {
    calls += 1;
    return { secret: SECRET };
  }

  @On(on('slow'))
  async take() {
    calls += 1;
    if (calls === 1) await gate;
    return { nth: calls };
  }

  /** Decisions that came to what the body says. */
  @On(on('decided'))
  decide(
    @Req() request: FastifyRequest,
    @Body() { outcomes }: { readonly outcomes: readonly Decided<never>['outcome'][] },
  ) {
    const {
      context: { answering },
    } = factsOf(request);
    for (const outcome of outcomes) answering?.decided(outcome);
    return {};
  }

  @On(on('session', { showsSecret: true }))
  signIn(@Res({ passthrough: true }) reply: FastifyReply) {
    calls += 1;
    setSessionCookie(reply, SECRET, 'http://localhost');
    return {};
  }
}

@Injectable()
class Everybody implements CanActivate {
  constructor(private readonly vault: Vault) {}

  canActivate(execution: ExecutionContext): boolean {
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    rememberFacts(request, {
      permissions: new Set(),
      workspaces: new Map(),
      context: commandContext(request, this.vault, { allowance: {}, isPublic: true }),
    });
    return true;
  }
}

describe('the same Idempotency-Key (history.md §3)', () => {
  let database: TestDatabase;
  let db: Client;
  let vault: Vault;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    database = await sharedDatabase('idempotency');
    await migrateVault(database.url, 'annals_api');
    vault = new Vault({
      databaseUrl: database.url,
      secrets: { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) },
    });
    db = new Client({ connectionString: database.url });
    await db.connect();
    @Module({
      controllers: [Things],
      providers: [
        { provide: Vault, useValue: vault },
        { provide: APP_GUARD, useClass: Everybody },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    })
    class House {}
    app = await NestFactory.create<NestFastifyApplication>(House, new FastifyAdapter(), { logger: false });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    await db.end();
    await vault.close();
    await database.drop();
  });
  beforeEach(() => {
    calls = 0;
  });

  async function send(
    path: string,
    key: string | undefined,
    { body = { name: 'a' }, method = 'POST' }: { body?: object; method?: 'POST' | 'DELETE' } = {},
  ) {
    const {
      statusCode,
      headers,
      body: text,
    } = await app.inject({
      method,
      url: path,
      headers: key === undefined ? {} : { 'idempotency-key': key },
      payload: body,
    });
    return {
      status: statusCode,
      text,
      type: headers['content-type'],
      cookie: headers['set-cookie'],
      retryAfter: headers['retry-after'],
      replayed: headers['idempotent-replay'],
    };
  }
  const answersKept = async () => {
    await vault.idempotency.settled();
    return (await db.query<{ n: number }>('SELECT count(*)::int4 AS n FROM vault.idempotency WHERE answer IS NOT NULL'))
      .rows[0]?.n;
  };

  it.each([
    ['/things', 201],
    ['/refused', 423],
  ])('repeats the answer of %s to the letter, and carries nothing out again', async (path, status) => {
    const key = randomUUID();
    const first = await send(path, key);
    expect(first.status).toBe(status);
    expect(await send(path, key)).toEqual({ ...first, replayed: 'true' });
    expect(calls).toBe(1);
  });

  it('repeats an answer without a body', async () => {
    const key = randomUUID();
    for (const replayed of [undefined, 'true'])
      expect(await send('/things', key, { method: 'DELETE' })).toMatchObject({ status: 204, text: '', replayed });
    expect(calls).toBe(1);
  });

  it('with another body is 422, and nothing is carried out', async () => {
    const key = randomUUID();
    await send('/things', key);
    expect(await send('/things', key, { body: { name: 'b' } })).toMatchObject({
      status: 422,
      text: expect.stringContaining('IDEMPOTENCY_KEY_REUSED') as string,
    });
    expect(calls).toBe(1);
  });

  it('sent again while it is still being carried out waits for that answer', async () => {
    const key = randomUUID();
    let open = (): void => undefined;
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const looks = jest.spyOn(vault.idempotency, 'begin');
    const sent = [send('/slow', key), send('/slow', key), send('/slow', key)];
    while (looks.mock.calls.length < 6) await new Promise(setImmediate);
    open();
    const answers = await Promise.all(sent);
    expect(answers.map(({ status, text }) => [status, text])).toEqual(Array(3).fill([201, '{"nth":1}']));
    expect(answers.filter(({ replayed }) => replayed === undefined)).toHaveLength(1);
    expect(calls).toBe(1);
    looks.mockRestore();
  });

  it('sent again after whoever carried it out died is carried out', async () => {
    const key = randomUUID();
    const looks = jest
      .spyOn(vault.idempotency, 'begin')
      .mockResolvedValueOnce({ outcome: 'running' })
      .mockResolvedValueOnce({ outcome: 'running' });
    expect(await send('/things', key)).toMatchObject({ status: 201, replayed: undefined });
    looks.mockRestore();
  });

  it('without a key every request is its own', async () => {
    await send('/things', undefined);
    expect((await send('/things', undefined)).text).toContain('"nth":2');
  });

  it('after an unknown outcome finds out: 503 with Retry-After is no answer to keep', async () => {
    const key = randomUUID();
    expect(await send('/unknown', key)).toMatchObject({
      status: 503,
      retryAfter: '1',
      text: expect.stringContaining('OUTCOME_UNKNOWN') as string,
    });
    expect(await send('/unknown', key)).toMatchObject({ status: 201, text: '{"nth":2}' });
  });

  it.each([['/keys'], ['/session']])(
    'keeps no answer of %s, which shows a secret: the command is asked again, and another body is still 422 (history.md §4)',
    async (path) => {
      const key = randomUUID();
      const before = await answersKept();
      const first = await send(path, key);
      expect(`${first.text}${String(first.cookie)}`).toContain(SECRET);
      expect(await send(path, key)).toEqual(first);
      expect([calls, await answersKept()]).toEqual([2, before]);
      expect((await send(path, key, { body: { name: 'b' } })).status).toBe(422);
    },
  );

  it.each<[Decided<never>['outcome'][], 'before' | 'after']>([
    [['appended'], 'after'],
    [['remembered', 'appended'], 'after'],
    [[], 'before'],
    [['unchanged'], 'before'],
    [['appended', 'unchanged'], 'before'],
  ])('keeps the answer of a command whose decisions came to %j durably %s it is heard', async (outcomes, when) => {
    const [soon, first] = [jest.spyOn(vault.idempotency, 'finishSoon'), jest.spyOn(vault.idempotency, 'finish')];
    expect((await send('/decided', randomUUID(), { body: { outcomes } })).status).toBe(201);
    expect([first.mock.calls.length, soon.mock.calls.length]).toEqual(when === 'before' ? [1, 0] : [0, 1]);
    first.mockRestore();
    soon.mockRestore();
  });
});
