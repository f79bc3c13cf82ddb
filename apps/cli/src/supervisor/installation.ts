import {
  addressOf,
  ConfigError,
  defaultDataFolder,
  defaults,
  mustReachPeople,
  smsWebhookOf,
  secretsFileIn,
  withOwnAccess,
  type Settings,
} from '@annals/config';
import { startTimeOf } from '@annals/postgres';
import { setTimeout as pause } from 'node:timers/promises';
import { apiUrl } from './api-login';
import { Child } from './child';
import { CannotStart, sentenceOf } from '../sentence';
import { openDataFolder, type DataFolder } from './data-folder';
import { embeddedDatabase, externalDatabase, type Database } from './database';
import { childEnvironment, type Addresses } from './environment';
import { ensureEventStoreAccess, eventStoreEnvironment } from './event-store-access';
import { endLeftovers } from './leftovers';
import { takeLock } from './lock';
import { mailboxOf } from './mailbox';
import { placeNewReactions } from './new-reactions';
import { consolePort, freePort } from './ports';
import { finishRestore, heldSince } from './restored';
import type { ProcessName } from './scripts';
import { ensureSecrets, ensureVault } from './secrets';
import { removeState, writeState, type RunningProcess } from './state';

type Say = (line: string) => void;

/** Longer than a process takes that finishes its work first (`runProcess`: 10 s, then it ends itself). */
const CHILDREN_MS = 12_000;
const EVENT_STORE_MS = 1000;
const STEP_MS = 2000;
const ROTATE_EVERY_MS = 60_000;

/** Everything that runs for one data folder: started in order, watched, ended in the opposite order. */
export class Installation {
  private readonly children = new Map<ProcessName, Child>();
  private readonly undo: (() => Promise<void> | void)[] = [];
  private readonly folder: DataFolder;
  private database: Database | undefined;
  private addresses: Addresses | undefined;
  private stopping = false;
  private starting: Promise<Addresses> | undefined;
  private readonly releaseLock: () => void;

  /** @throws CannotStart when the folder can't be used or somebody else uses it */
  constructor(
    private readonly settings: Settings,
    private readonly say: Say,
  ) {
    if (settings.ANNALS_DATABASE_URL !== undefined && settings.ANNALS_SECRETS_FILE === undefined) {
      throw new ConfigError([
        'ANNALS_SECRETS_FILE is missing: with an external database (ANNALS_DATABASE_URL) the file of the keys must be named, and backed up apart from it.',
      ]);
    }
    mustReachPeople(settings);
    smsWebhookOf(settings);
    this.folder = openDataFolder(settings.ANNALS_DATA ?? defaultDataFolder());
    this.releaseLock = takeLock(this.folder);
  }

  /** Starts everything. @throws CannotStart and others of that kind; call `stop` then, too */
  start(): Promise<Addresses> {
    return (this.starting = this.startAll());
  }

  /** Ends everything, in the opposite order. May be called while it still starts. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.undoAll();
    // A step that was under way may have started one thing more.
    await Promise.race([this.starting?.catch(() => undefined), pause(STEP_MS)]);
    await this.undoAll();
    removeState(this.folder);
    this.releaseLock();
  }

  private async undoAll(): Promise<void> {
    for (let undo = this.undo.pop(); undo !== undefined; undo = this.undo.pop()) await undo();
  }

  private async startAll(): Promise<Addresses> {
    await endLeftovers(this.folder, this.say);
    const host = this.settings.ANNALS_HOST ?? defaults.ANNALS_HOST;
    const port = await consolePort(this.settings.ANNALS_PORT ?? defaults.ANNALS_PORT, host);
    const { url: databaseUrl, urls: logins } = await this.startDatabase();
    await ensureVault(databaseUrl);
    const secretsFile = this.settings.ANNALS_SECRETS_FILE ?? secretsFileIn(this.folder.path);
    await ensureSecrets(secretsFile, databaseUrl);
    const urls =
      this.settings.ANNALS_DATABASE_URL === undefined
        ? logins
        : { ...logins, api: await apiUrl(databaseUrl, secretsFile, this.say) };
    const eventstorePort = this.settings.ANNALS_EVENTSTORE_PORT ?? (await freePort());
    const access =
      this.settings.ANNALS_EVENTSTORE_URL === undefined ? await ensureEventStoreAccess(secretsFile) : undefined;
    const publicUrl = this.settings.ANNALS_PUBLIC_URL ?? addressOf(host, port);
    const addresses = (this.addresses = {
      data: this.folder.path,
      host,
      port,
      publicUrl,
      databaseUrl,
      secretsFile,
      eventstorePort,
      mailbox: await mailboxOf({ host, publicUrl, secretsFile }, this.settings),
      eventstoreUrl:
        this.settings.ANNALS_EVENTSTORE_URL ?? withOwnAccess(`esdb://localhost:${eventstorePort}`, secretsFile),
    });
    const envOf = (name: ProcessName) => childEnvironment({ ...addresses, databaseUrl: urls[name] }, this.settings);
    if (access === undefined) await (await import('./event-store.js')).askEventStore(addresses.eventstoreUrl);
    else
      await this.startChildren(
        [['eventstore']],
        (name) => ({ ...envOf(name), ...eventStoreEnvironment(access) }),
        EVENT_STORE_MS,
      );
    await finishRestore(databaseUrl, { env: childEnvironment(addresses, this.settings), say: this.say });
    await placeNewReactions(databaseUrl, addresses.eventstoreUrl);
    await this.startChildren([['projector', 'worker'], ['api']], envOf, CHILDREN_MS);
    const rotation = setInterval(() => {
      for (const child of this.children.values()) child.rotateLog();
    }, ROTATE_EVERY_MS);
    this.undo.push(() => {
      clearInterval(rotation);
    });
    return { ...addresses, heldSince: await heldSince(databaseUrl) };
  }

  private async startDatabase(): Promise<Database> {
    const external = this.settings.ANNALS_DATABASE_URL;
    const database = (this.database =
      external === undefined
        ? await embeddedDatabase({
            folder: this.folder.postgres,
            say: this.say,
            changed: () => {
              this.remember();
            },
          })
        : await externalDatabase(external));
    this.undo.push(() => database.stop());
    return database;
  }

  /**
   * Together: none of them waits for another. They end by group, the last one first: nobody asks for anything any more
   * when what does the work ends.
   */
  private async startChildren(
    groups: readonly (readonly ProcessName[])[],
    envOf: (name: ProcessName) => NodeJS.ProcessEnv,
    graceMs: number,
  ): Promise<void> {
    if (this.stopping) throw new CannotStart('Annals was stopped while it started.');
    const started = groups.flatMap((names) => {
      const group = names.map(
        (name) =>
          [
            name,
            new Child({
              name,
              env: envOf(name),
              logs: this.folder.logs,
              say: this.say,
              changed: () => {
                this.remember();
              },
            }),
          ] as const,
      );
      for (const [name, child] of group) this.children.set(name, child);
      this.undo.push(async () => {
        await Promise.all(group.map(([, child]) => child.stop(graceMs)));
      });
      return group;
    });
    await Promise.all(started.map(([, child]) => child.start()));
  }

  /** Writes down what runs. */
  private remember(): void {
    if (this.addresses === undefined || this.stopping) return;
    const { publicUrl: url, databaseUrl, eventstoreUrl, secretsFile, mailbox } = this.addresses;
    const pids = [
      ['postgres', this.database?.pid()] as const,
      ...[...this.children].map(([name, child]) => [name, child.pid] as const),
    ];
    const processes = pids.flatMap(([name, pid]): RunningProcess[] =>
      pid === undefined ? [] : [{ name, pid, startTime: startTimeOf(pid) }],
    );
    try {
      writeState(this.folder, {
        pid: process.pid,
        startTime: startTimeOf(process.pid),
        url,
        mailbox,
        databaseUrl,
        projectorUrl: this.database?.urls.projector,
        eventstoreUrl,
        secretsFile,
        isLogEmbedded: this.settings.ANNALS_EVENTSTORE_URL === undefined,
        processes,
      });
    } catch (error) {
      // a full disk must not end what still serves
      this.say(`What runs could not be written down (${sentenceOf(error)}); Annals goes on without that.`);
    }
  }
}
