import { memberAdded, organizationCreated, type EventOf, type InstallationPolicies } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { fromMilliseconds, plus, remembersNothing, type Actor, type Duration, type Stream } from '@annals/kernel';
import {
  MailboxSmsTransport,
  effectOf,
  handlersOf,
  MailTransport,
  Memberships,
  type Mail,
  type Tools,
} from '@annals/platform';
import { migrateVault, Vault } from '@annals/vault';
import { jobsOf } from '@annals/views';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { randomBytes, randomUUID } from 'node:crypto';
import { OrganizationsOf } from '../access/organizations-of.service';
import { AccountDirectory } from '../account/account-directory.service';
import { SignInService } from '../account/sign-in.service';
import { EventSourcedAccounts } from '../account/event-sourced-accounts.service';
import { FailedSignIns } from '../account/failed-sign-ins.service';
import { VaultPrincipals } from '../account/vault-principals.service';
import { ChangePasswordHandler } from '../commands/change-password/change-password.handler';
import { CreateOrganizationHandler } from '../commands/create-organization/create-organization.handler';
import { IssueApiKeyHandler } from '../commands/issue-api-key/issue-api-key.handler';
import { IssueBotKeyHandler } from '../commands/issue-bot-key/issue-bot-key.handler';
import { RequestPasswordResetHandler } from '../commands/request-password-reset/request-password-reset.handler';
import { ResetPasswordHandler } from '../commands/reset-password/reset-password.handler';
import { RevokeApiKeyHandler } from '../commands/revoke-api-key/revoke-api-key.handler';
import { SignInHandler } from '../commands/sign-in/sign-in.handler';
import { SignOutHandler } from '../commands/sign-out/sign-out.handler';
import { SignUpHandler } from '../commands/sign-up/sign-up.handler';
import { VerifyUserHandler } from '../commands/verify-user/verify-user.handler';
import { OrganizationFounding, type BegunOrganization, type Needed } from '../account/organization-founding.port';
import { identityContext } from '../identity.context';
import { END_KEYS } from '../reactions/end-keys-when-membership-ends/end-keys-when-membership-ends';
import { EndBotKey } from '../reactions/end-keys-when-bot-is-retired/end-keys-when-bot-is-retired.job';
import { END_BOT_KEYS } from '../reactions/end-keys-when-bot-is-retired/end-keys-when-bot-is-retired';
import { SessionBeginning } from '../sessions/session-beginning.service';
import { EndKey } from '../reactions/end-keys-when-membership-ends/end-keys-when-membership-ends.job';
import { FinishAccount } from '../reactions/finish-account-when-its-invitation-was-accepted/finish-account-when-its-invitation-was-accepted.job';
import { RecordResetMailed } from '../commands/record-reset-mailed/record-reset-mailed.handler';
import { RecordVerificationMailed } from '../commands/record-verification-mailed/record-verification-mailed.handler';
import { SomeMembers } from './some-members.service';
import { BotDirectory } from '../keys/bot-directory.port';
import { KeyIssuing } from '../keys/key-issuing.service';

/** Where a spec's storage comes from: specs pass what libraries may not import. */
export interface Starters {
  readonly sharedDatabase: (name: string) => Promise<{ readonly url: string; drop(): Promise<void> }>;
  readonly startEventStore: (options: {
    readonly databaseUrl: string;
    readonly port: number;
  }) => Promise<{ readonly port: number; stop(): Promise<void> }>;
}

/** A command of somebody, with an id of its own unless one is given. */
export function contextOf(commandId: string = randomUUID(), actor: Actor = 'system:sign-in'): CommandContext {
  return { commandId, actor, correlationId: commandId };
}

export const device = { ip: '127.0.0.1', userAgent: 'a spec' };
export const someAddress = (): string => `john.${randomBytes(6).toString('hex')}@acme.example`;

/** All that an async iterable gives. */
export async function all<T>(given: AsyncIterable<T>): Promise<T[]> {
  const taken: T[] = [];
  for await (const each of given) taken.push(each);
  return taken;
}

const organization: Stream<{ exists: boolean }, EventOf<typeof organizationCreated | typeof memberAdded>> = {
  category: 'organization',
  initial: () => ({ exists: false }),
  evolve: {
    OrganizationCreated: (state) => {
      state.exists = true;
    },
    MemberAdded: remembersNothing,
  },
};

/**
 * The neighbour that founds organizations, as thin as it can be on a real event store; `dies` makes it fail before it
 * does anything.
 */
class Founding extends OrganizationFounding {
  dies = false;
  policy: InstallationPolicies = {
    creation: 'self_service',
    maxCreatedPerUser: 10,
    signUp: 'auto',
    organizationName: 'email_local_part',
    mustBelongToOrganization: false,
    emailVerification: 'before_sign_in',
  };

  constructor(private readonly store: EventStore) {
    super();
  }

  nameFor(email: string): string {
    // A name may not look like a link or a telephone number, as ids do now and then.
    return (email.split('@')[0] ?? '')
      .replaceAll('.', ' ')
      .replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
  }

  beginning<T>(_needed: Needed, begin: () => Promise<T>): Promise<T> {
    return begin();
  }

  async found(
    { organizationId, userId, email, alias, name = this.nameFor(email) }: BegunOrganization,
    context: CommandContext,
  ) {
    if (this.dies) throw new Error('The process died before it founded the organization');
    const personId = uuidV5(organizationId, userId);
    const decided = await this.store.decide({ stream: organization, id: [organizationId] }, context, ({ exists }) =>
      exists
        ? []
        : [
            organizationCreated({ organizationId, createdBy: personId }, { name }),
            memberAdded({ personId, userId, roles: ['owner'], via: 'creation' }, { email, alias }),
          ],
    );
    return { personId, ...effectOf(decided) };
  }

  /** Somebody accepts an invitation there. */
  async join(
    organizationId: string,
    { userId, email, alias }: { userId: string; email: string; alias: string },
    context: CommandContext,
  ): Promise<void> {
    await this.store.decide({ stream: organization, id: [organizationId] }, context, () => [
      memberAdded(
        { personId: uuidV5(organizationId, userId), userId, roles: ['member'], via: 'invitation' },
        { email, alias },
      ),
    ]);
  }
}

/** Mails that were sent. */
export class Letters extends MailTransport {
  readonly sent: { readonly id: string; readonly to: string; readonly subject: string; readonly text: string }[] = [];

  async send({ id, to, subject, text }: Mail): Promise<void> {
    if (!this.sent.some((mail) => mail.id === id))
      this.sent.push({ id, to, subject: String(subject), text: String(text) });
  }
}

class OneBot extends BotDirectory {
  readonly botId = randomUUID();

  async exists(_organizationId: string, botId: string): Promise<boolean> {
    return botId === this.botId;
  }

  atWork = false;

  async isAtWork(): Promise<boolean> {
    return this.atWork;
  }
}

/** Nobody belongs to an organization that would have to be told of their access. */
const nowhere: Pick<OrganizationsOf, 'member'> = {
  async *member() {
    // there are none
  },
};

@Module({})
class WorldModule {}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** The context on a real vault and a real event store. Time stands still until it is moved. */
export async function startWorld(name: string, starters: Starters) {
  const { vault, store, wait, stop } = await startStorage(name, starters);
  const [mail, founding, bots] = [new Letters(), new Founding(store), new OneBot()];
  const [directory, signIns] = [
    new AccountDirectory(store, vault),
    new SignInService(store, vault, new SessionBeginning(store, vault)),
  ];
  const [failures, memberships] = [new FailedSignIns(store, vault), new SomeMembers()];
  const issuing = new KeyIssuing(store, vault, memberships);
  const app = await NestFactory.createApplicationContext(
    {
      module: WorldModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: EventStore, useValue: store },
        { provide: Memberships, useValue: memberships },
        { provide: OrganizationsOf, useValue: nowhere },
        { provide: BotDirectory, useValue: bots },
        ...handlersOf([RecordVerificationMailed, RecordResetMailed, FinishAccount, EndKey, EndBotKey]),
      ],
    },
    { logger: ['error'] },
  );
  const tools: Tools = {
    eventStore: store,
    vault,
    mail,
    sms: new MailboxSmsTransport(vault),
    config: { publicUrl: 'https://annals.example', billingYears: 10 },
    commands: app.get(CommandBus),
    ask: (service) => app.get(service),
  };
  const jobs = new Map(identityContext.jobs.map(({ queue, handler }) => [queue, handler(tools)]));
  return {
    store,
    vault,
    wait,
    stop: async () => {
      await app.close();
      await stop();
    },
    directory,
    founding,
    letters: mail.sent,
    bots,
    memberships,
    endKeys: async (payload: Readonly<Record<string, unknown>>) => jobs.get(END_KEYS)?.(payload, 1),
    endBotKeys: async (payload: Readonly<Record<string, unknown>>) => jobs.get(END_BOT_KEYS)?.(payload, 1),
    accounts: new EventSourcedAccounts(store, directory, signIns),
    principals: new VaultPrincipals(vault),
    signUp: new SignUpHandler(store, vault, directory),
    verify: new VerifyUserHandler(vault, signIns, directory, founding),
    signIn: new SignInHandler(vault, directory, signIns, failures),
    signOut: new SignOutHandler(store, vault),
    forgot: new RequestPasswordResetHandler(store, vault, directory),
    reset: new ResetPasswordHandler(vault, directory, signIns, failures),
    change: new ChangePasswordHandler(vault, directory, signIns, failures),
    create: new CreateOrganizationHandler(store, directory, founding),
    issueKey: new IssueApiKeyHandler(issuing),
    issueBotKey: new IssueBotKeyHandler(bots, issuing),
    revokeKey: new RevokeApiKeyHandler(store, vault),
    /** What the worker does about everything in a stream; may be done again and again. */
    work: async (stream: string) => {
      const log = await all(store.read(stream));
      for (const { queue, payload } of identityContext.reactions.flatMap((reaction) => jobsOf(reaction, log)))
        await jobs.get(queue)?.(payload, 1);
    },
  };
}

async function startStorage(name: string, { sharedDatabase, startEventStore }: Starters) {
  const database = await sharedDatabase(name);
  const server = await startEventStore({ databaseUrl: database.url, port: 0 });
  await migrateVault(database.url, 'annals_api');
  let time = fromMilliseconds(Date.now());
  const clock = () => time;
  const vault = new Vault({
    databaseUrl: database.url,
    secrets: { keyEncryptionKey: randomBytes(32), serverKey: randomBytes(32) },
    role: 'annals_api',
    clock,
  });
  const connectionString = process.env['ESDB_URL'] ?? `esdb://127.0.0.1:${server.port}?tls=false`;
  // A hundred at once wait for each other, for long on a machine that is busy.
  const store = new EventStore({ connectionString, keyring: vault.keys, clock, deadlineMs: 60_000 });
  const stop = async () => {
    await store.close();
    await server.stop();
    await vault.close();
    await database.drop();
  };
  return {
    vault,
    store,
    wait: (duration: Duration) => {
      time = plus(time, duration);
    },
    stop,
  };
}
