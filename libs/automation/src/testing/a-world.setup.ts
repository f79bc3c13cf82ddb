import { randomBytes, randomUUID } from 'node:crypto';
import { refused, type Route, type RunRefusal } from '@annals/contracts';
import { EventStore, type CommandContext } from '@annals/eventstore';
import { fromMilliseconds, plus, type Actor, type Instant } from '@annals/kernel';
import {
  AppGrants,
  Exports,
  CONFIG,
  handlersOf,
  Memberships,
  Places,
  servedRoute,
  type Membership,
  type RequestFacts,
  type Served,
  type Tools,
} from '@annals/platform';
import { migrateVault, Vault } from '@annals/vault';
import { consoleLog, Projector, ViewReader, type ProjectorOptions } from '@annals/views';
import { Injectable, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { automationContext } from '../automation.context';
import { CataloguePolicy } from '../fleet/catalogue-policy.port';
import { MeaningPolicy } from '../meaning/meaning-policy.port';
import { Workspaces } from '../fleet/workspaces.port';
import { FleetGrants } from '../fleet/fleet-grants.service';
import { WhereThingsAre } from '../fleet/where-things-are.service';
import { Allowances } from '../run/allowances.port';
import { workspaceId } from './examples';

/** Where a spec's storage comes from: specs pass what libraries may not import. */
export interface Starters {
  readonly sharedDatabase: (name: string) => Promise<{ readonly url: string; drop(): Promise<void> }>;
  readonly startEventStore: (options: {
    readonly databaseUrl: string;
    readonly port: number;
  }) => Promise<{ readonly port: number; stop(): Promise<void> }>;
}

const ROLE = 'annals_api';

/** A command of somebody, with an id of its own unless one is given. */
export function contextOf(
  actor: Actor = 'user:0c000000-0000-4000-8000-0000000000f1',
  commandId: string = randomUUID(),
): CommandContext {
  return { commandId, actor, correlationId: commandId };
}

/** What the guard says of a bot's own key. */
export function callerOf(botId: string, organizationId: string): RequestFacts {
  const id = randomUUID();
  return {
    principal: {
      kind: 'key',
      id,
      actor: `key:${id}`,
      key: { organizationId, permissions: ['bots:heartbeat', 'runs:report'], holder: { kind: 'bot', id: botId } },
    },
    permissions: new Set(),
    workspaces: new Map(),
    context: contextOf(`key:${id}`),
  };
}

/** What the neighbours say of every organization, until a spec says otherwise. */
export class Neighbours {
  status = 'active';
  archived = false;
  textsMayLeave = false;
  /** Active members, each in their first membership. */
  readonly members = new Map<string, Pick<Membership, 'granted' | 'workspaces'>>();
  /** What may be spent. */
  stops: RunRefusal | undefined;
  /** What somebody else does in the moment in which that is asked. */
  meanwhile: (() => Promise<unknown>) | undefined;
  readonly workspaces = new Set([workspaceId]);

  reset(): void {
    this.status = 'active';
    this.archived = false;
    this.textsMayLeave = false;
    this.members.clear();
    this.stops = undefined;
    this.meanwhile = undefined;
    this.workspaces.clear();
    this.workspaces.add(workspaceId);
  }
}

/** The neighbour that knows workspaces, as far as this context asks it. */
@Injectable()
class OneWorkspace extends Workspaces {
  constructor(private readonly neighbours: Neighbours) {
    super();
  }

  async defaultOf(): Promise<string> {
    return workspaceId;
  }

  async mustBeActive(_organizationId: string, asked: string): Promise<void> {
    if (!this.neighbours.workspaces.has(asked)) throw refused('WORKSPACE_NOT_FOUND');
    if (this.neighbours.archived) throw refused('WORKSPACE_ARCHIVED');
  }
}

@Injectable()
class Spending extends Allowances {
  constructor(private readonly neighbours: Neighbours) {
    super();
  }

  async stops() {
    await this.neighbours.meanwhile?.();
    return this.neighbours.stops;
  }
}

/** The neighbour that says what members see of apps that are not theirs: nothing here. */
@Injectable()
class NoCatalogue extends CataloguePolicy {
  async showsAll() {
    return false;
  }
}

/** The neighbour that says whether texts may leave. */
@Injectable()
class Leaving extends MeaningPolicy {
  constructor(private readonly neighbours: Neighbours) {
    super();
  }

  async mayLeave() {
    return this.neighbours.textsMayLeave;
  }
}

/** The neighbour that writes down which lists are taken as files: nobody takes one here. */
@Injectable()
class NoFiles extends Exports {
  async record(): Promise<void> {
    throw new Error('Nobody takes a list as a file here');
  }
}

/** The neighbour that knows who belongs to an organization, and whether it works. */
@Injectable()
class Somebody extends Memberships {
  constructor(private readonly neighbours: Neighbours) {
    super();
  }

  async standing() {
    return { status: this.neighbours.status };
  }

  async of(): Promise<undefined> {}

  async ofPerson(_organizationId: string, personId: string) {
    const member = this.neighbours.members.get(personId);
    return member && { personId, roles: [], membership: 1, revision: 0, ...member };
  }
}

@Module({})
class WorldModule {}

/** A projector that has caught up and goes on until `signal` ends it. */
async function projecting(options: ProjectorOptions, signal: AbortSignal): Promise<{ readonly ended: Promise<void> }> {
  let ended: Promise<void> = Promise.resolve();
  await new Promise<void>((live, failed) => {
    ended = new Projector({ ...options, log: consoleLog('error'), onLive: live }).run(signal);
    ended.catch(failed);
  });
  return { ended };
}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** The context as an api, a projector and a worker have it: wired by Nest, on a real vault, event store and views. */
export async function startWorld(name: string, { sharedDatabase, startEventStore }: Starters) {
  const database = await sharedDatabase(name);
  const server = await startEventStore({ databaseUrl: database.url, port: 0 });
  await migrateVault(database.url, ROLE);
  let aside = 0;
  const config = {
    knowledgeHosts: [] as string[],
    embeddings: undefined as { url: string; model: string; key: string | undefined } | undefined,
  };
  const clock = (): Instant => fromMilliseconds(Date.now() + aside);
  const vault = new Vault({
    databaseUrl: database.url,
    secrets: { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) },
    role: ROLE,
    clock,
  });
  /** Somebody is there to hear bots, from an instant on for so many seconds. */
  const hears = async (from: Instant, seconds: number): Promise<void> => {
    for (let n = 0; n <= seconds; n += 10) await vault.listening.note(plus(from, { seconds: n }));
  };
  await hears(plus(clock(), { minutes: -5 }), 15 * 60);
  const store = new EventStore({ connectionString: `esdb://127.0.0.1:${server.port}?tls=false`, keyring: vault.keys });
  const ending = new AbortController();
  const running = await projecting(
    { databaseUrl: database.url, eventStore: store, views: automationContext.views, apiRole: ROLE },
    ending.signal,
  );
  const views = new ViewReader({ databaseUrl: database.url, role: ROLE, views: automationContext.views });
  const { commands, queries, services, controllers } = automationContext;
  const providers = [
    { provide: EventStore, useValue: store },
    { provide: Vault, useValue: vault },
    { provide: CONFIG, useValue: config },
    { provide: ViewReader, useValue: views },
    { provide: Workspaces, useClass: OneWorkspace },
    ...services,
    ...handlersOf(commands),
    Neighbours,
    { provide: Memberships, useClass: Somebody },
    { provide: Places, useExisting: WhereThingsAre },
    { provide: AppGrants, useExisting: FleetGrants },
    { provide: Allowances, useClass: Spending },
    { provide: CataloguePolicy, useClass: NoCatalogue },
    { provide: MeaningPolicy, useClass: Leaving },
    { provide: Exports, useClass: NoFiles },
    ...handlersOf(queries),
  ];
  const app = await NestFactory.createApplicationContext(
    { module: WorldModule, imports: [CqrsModule.forRoot()], controllers: [...controllers], providers },
    { logger: ['error'] },
  );
  await app.init();
  return {
    store,
    vault,
    /** What the operator says. */
    config,
    get: <T>(type: Type<T>): T => app.get(type, { strict: false }),
    hears,
    /** What the jobs and timers of this context act with. */
    tools: {
      eventStore: store,
      vault,
      commands: app.get(CommandBus),
      ask: (service: Type<unknown>): unknown => app.get(service, { strict: false }),
    } as unknown as Tools,
    /** The controller of a route. */
    of: <R extends Route>(route: R): Served<R> => {
      const controller = controllers.find((each) => servedRoute(each) === route);
      if (!controller) throw new Error(`Nothing serves ${route.method} ${route.path}`);
      return app.get<Served<R>>(controller, { strict: false });
    },
    /** Heartbeats from here on are noted as so many seconds away from now. */
    shiftPresence: (seconds: number) => {
      aside = seconds * 1000;
    },
    stop: async () => {
      ending.abort();
      await running.ended;
      await app.close();
      await views.close();
      await store.close();
      await server.stop();
      await vault.close();
      await database.drop();
    },
  };
}
