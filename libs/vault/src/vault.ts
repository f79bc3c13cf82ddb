import type { Instant } from '@annals/kernel';
import { sql } from 'kysely';
import { AccessEndings } from './access-ended';
import { Anchors } from './anchored';
import { ApiKeys } from './api-keys';
import { BulkActions } from './bulk-actions';
import { CheckpointKey } from './checkpoint-key';
import { Checkpoints } from './checkpoints';
import { Claims } from './claims';
import { Credentials } from './credentials';
import { connect, type VaultDatabase } from './database';
import { DenialCounts } from './denial-counts';
import { DeliveryLanes } from './delivery-lanes';
import { Dues } from './dues';
import { TriggerDues } from './trigger-dues';
import { TriggerOutcomes } from './trigger-outcomes';
import { ErasureJournal } from './erasure-journal';
import { Erasures } from './erasures';
import { HistoryBreaks } from './history-breaks';
import { InvitedAddresses } from './invited-addresses';
import { Idempotency } from './idempotency';
import { Keys } from './keys';
import { Mailbox } from './mailbox';
import { PassageFinder } from './passage-finder';
import { Passages } from './passages';
import { Payloads } from './payloads';
import { Listening } from './listening';
import { Presence } from './presence';
import { PromisedWorks } from './promised-work';
import { ProofTrees } from './proof-trees';
import { Purges } from './purges';
import { RateLimits } from './rate-limits';
import { RunLogs } from './run-logs';
import { RunsRemains } from './run-remains';
import { RunQueue } from './run-queue';
import { Restores } from './restores';
import { PreparedStatements } from './prepared';
import { sealer, subKey } from './sealing';
import { Secrets } from './secrets';
import type { VaultSecrets } from './secrets-file';
import { Sessions } from './sessions';
import { SourceReads } from './source-reads';
import { Snapshots } from './snapshots';
import { Vectors } from './vectors';

/** Where the vault is, what opens it, and as whom. */
export interface VaultOptions {
  readonly databaseUrl: string;
  readonly secrets: VaultSecrets;
  /** `SET ROLE` on every connection: a role that does not own the tables. */
  readonly role?: string;
  /**
   * File that every erasure is written to before it happens (`erasureJournalBeside`); without one a restored backup
   * brings back what was erased.
   */
  readonly erasureJournal?: string;
  /** Connections at most; 8 by default. */
  readonly poolSize?: number;
  /** Tests set the time; the system clock by default. */
  readonly clock?: () => Instant;
}

/**
 * The vault: everything that must be forgettable, in the Postgres schema `vault`.
 * It cannot be made again from the log, so it is backed up with it. `migrateVault` makes its tables.
 */
export class Vault {
  readonly keys: Keys;
  readonly claims: Claims;
  /** When the access of externals ends. */
  readonly accessEnds: Dues;
  /** When requests to join expire. */
  readonly joinRequestEnds: Dues;
  /** When grants of single bots end, and requests for them. */
  readonly appAccessEnds: Dues;
  /** When requests to erase somebody expire, and when what was approved is due. */
  readonly erasureDues: Dues;
  /** When domains are looked at again. */
  readonly domainLooks: Dues;
  /** How far events were sent to whoever gets them. */
  readonly deliveryLanes: DeliveryLanes;
  readonly triggerDues: TriggerDues;
  readonly triggerOutcomes: TriggerOutcomes;
  readonly invitedAddresses: InvitedAddresses;
  readonly credentials: Credentials;
  readonly sessions: Sessions;
  readonly apiKeys: ApiKeys;
  /** Tells at once where sessions and keys were ended, in whichever process. */
  readonly accessEndings: AccessEndings;
  readonly idempotency: Idempotency;
  readonly passages: Passages;
  readonly passageFinder: PassageFinder;
  readonly vectors: Vectors;
  /** Which sources wait for their vectors. */
  readonly vectorDues: Dues;
  readonly payloads: Payloads;
  readonly sourceReads: SourceReads;
  readonly presence: Presence;
  readonly listening: Listening;
  readonly runQueue: RunQueue;
  readonly runLogs: RunLogs;
  readonly runRemains: RunsRemains;
  readonly bulkActions: BulkActions;
  readonly mailbox: Mailbox;
  readonly promisedWorks: PromisedWorks;
  readonly denials: DenialCounts;
  readonly proofTrees: ProofTrees;
  readonly checkpoints: Checkpoints;
  readonly anchors: Anchors;
  readonly checkpointKey: CheckpointKey;
  readonly historyBreaks: HistoryBreaks;
  readonly purges: Purges;
  /** How far it is that people are erased, and what is said of them beside the log. */
  readonly erasures: Erasures;
  readonly rateLimits: RateLimits;
  readonly restores: Restores;
  readonly snapshots: Snapshots;
  readonly secrets: Secrets;
  private readonly db: VaultDatabase;
  private readonly prepared: PreparedStatements;

  constructor({
    databaseUrl,
    secrets,
    role,
    erasureJournal,
    poolSize = 8,
    clock = () => new Date().toISOString(),
  }: VaultOptions) {
    const db = (this.db = connect({ databaseUrl, poolSize, ...(role === undefined ? {} : { role }) }));
    const prepared = (this.prepared = new PreparedStatements({ databaseUrl, ...(role === undefined ? {} : { role }) }));
    const context = { db, prepared, clock };
    this.secrets = new Secrets(secrets.serverKey);
    this.keys = new Keys(
      db,
      secrets.keyEncryptionKey,
      erasureJournal === undefined ? undefined : new ErasureJournal(erasureJournal),
    );
    this.claims = new Claims({ ...context, secrets: this.secrets });
    this.accessEnds = new Dues(context, 'access-end');
    this.joinRequestEnds = new Dues(context, 'join-request');
    this.appAccessEnds = new Dues(context, 'app-access');
    this.erasureDues = new Dues(context, 'erasure');
    this.domainLooks = new Dues(context, 'domain-look');
    this.deliveryLanes = new DeliveryLanes(context);
    this.triggerDues = new TriggerDues(context);
    this.triggerOutcomes = new TriggerOutcomes(context);
    this.invitedAddresses = new InvitedAddresses({ ...context, secrets: this.secrets });
    this.credentials = new Credentials(context);
    this.sessions = new Sessions({ ...context, secrets: this.secrets });
    this.apiKeys = new ApiKeys({ ...context, secrets: this.secrets });
    this.accessEndings = new AccessEndings(databaseUrl, () => {
      this.sessions.forget();
      this.apiKeys.forget();
    });
    this.idempotency = new Idempotency({ ...context, seal: sealer(subKey(secrets.serverKey, 'idempotency')) });
    this.passages = new Passages(context, this.keys);
    this.vectors = new Vectors(context, this.keys);
    this.vectorDues = new Dues(context, 'knowledge-vectors');
    this.passageFinder = new PassageFinder(context, this.keys, this.passages);
    this.sourceReads = new SourceReads(context);
    this.payloads = new Payloads(context, this.keys);
    this.presence = new Presence({ ...context, databaseUrl });
    this.listening = new Listening(context);
    this.runQueue = new RunQueue({ ...context, databaseUrl });
    this.runLogs = new RunLogs(context, this.keys);
    this.runRemains = new RunsRemains(context);
    this.bulkActions = new BulkActions(context);
    this.mailbox = new Mailbox({
      ...context,
      seal: sealer(subKey(secrets.serverKey, 'mailbox')),
      secrets: this.secrets,
    });
    this.promisedWorks = new PromisedWorks({ ...context, seal: sealer(subKey(secrets.serverKey, 'promised-work')) });
    this.denials = new DenialCounts(context);
    this.proofTrees = new ProofTrees(context);
    this.checkpoints = new Checkpoints(context);
    this.anchors = new Anchors(context);
    this.checkpointKey = new CheckpointKey(secrets.serverKey);
    this.historyBreaks = new HistoryBreaks(context);
    this.purges = new Purges(context);
    this.erasures = new Erasures(context, { ...this, keys: this.keys });
    this.rateLimits = new RateLimits({ ...context, secrets: this.secrets });
    this.restores = new Restores(context);
    this.snapshots = new Snapshots(db);
  }

  /** Asks Postgres for an answer. @throws an Error when there is none */
  async ping(): Promise<void> {
    await sql`SELECT 1`.execute(this.db);
  }

  /**
   * Removes what has outlived its time: answers (48 h), mail (30 d), ended sessions, old failures and progress. Run it
   * now and then.
   */
  async purge(): Promise<void> {
    await this.idempotency.purge();
    await this.mailbox.purge();
    await this.sessions.purge();
    await this.credentials.purge();
    await this.presence.purge();
    await this.payloads.purge();
    await this.runLogs.purge();
    await this.bulkActions.purge();
    await this.rateLimits.purge();
    await this.triggerOutcomes.purge();
    await this.checkpoints.purge();
  }

  /** Ends all connections; running calls finish first. */
  async close(): Promise<void> {
    await Promise.all([this.presence.close(), this.runQueue.close(), this.accessEndings.close()]);
    await this.idempotency.settled();
    await this.prepared.close();
    await this.db.destroy();
  }
}
