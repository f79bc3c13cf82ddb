import { randomBytes, randomUUID } from 'node:crypto';
import { refused } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext, type Keyring } from '@annals/eventstore';
import { fromMilliseconds, plus, type Actor, type Duration } from '@annals/kernel';
import { CONFIG, MailboxSmsTransport, MailTransport, type Mail, type Tools } from '@annals/platform';
import { migrateVault, Vault } from '@annals/vault';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { AcceptInvitationHandler } from '../commands/accept-invitation/accept-invitation.handler';
import { endBillingKeysInTime } from '../commands/purge-organization/end-billing-keys-in-time.job';
import { FoundOrganizationHandler } from '../commands/found-organization/found-organization.handler';
import { InviteMemberHandler } from '../commands/invite-member/invite-member.handler';
import { RecordInvitationMailed } from '../commands/record-invitation-mailed/record-invitation-mailed.handler';
import { UpdateMyProfileHandler } from '../commands/update-my-profile/update-my-profile.handler';
import { ResendInvitationHandler } from '../commands/resend-invitation/resend-invitation.handler';
import { Accounts } from '../organization/accounts.port';
import { Aliases } from '../organization/aliases.service';
import { BegunOrganizations } from '../organization/begun-organizations.service';
import { Codes } from '../organization/codes.service';
import { Slugs } from '../organization/slugs.service';
import { InvitationLimits } from '../organization/invitation-limits.service';
import { Invitees } from '../organization/invitees.service';
import { InvitationReader } from '../organization/invitation-reader.service';
import { PeoplesWords } from '../organization/peoples-words.service';
import { OpenDomains } from '../security/open-domains.service';
import { finishOrganization } from '../reactions/finish-organization-when-it-was-begun/finish-organization-when-it-was-begun.job';
import { mailInvitation } from '../reactions/mail-invitation-when-member-is-invited/mail-invitation-when-member-is-invited.job';

/** Where a spec's storage comes from: specs pass what libraries may not import. */
export interface Starters {
  readonly sharedDatabase: (name: string) => Promise<{ readonly url: string; drop(): Promise<void> }>;
  readonly startEventStore: (options: {
    readonly databaseUrl: string;
    readonly port: number;
  }) => Promise<{ readonly port: number; stop(): Promise<void> }>;
}

/** A command of somebody, with an id of its own unless one is given. */
export function contextOf(actor: Actor, commandId: string = randomUUID()): CommandContext {
  return { commandId, actor, correlationId: commandId };
}

interface Account {
  readonly userId: string;
  readonly email: string;
  readonly alias: string;
}

/** The neighbour's accounts, as far as this context asks for them; the real ones are tried over HTTP. */
export class KnownAccounts extends Accounts {
  private readonly all = new Map<string, Account & { readonly commandId: string }>();
  dies = false;

  add(email: string, alias: string): Account {
    const account = { userId: randomUUID(), email, alias };
    this.all.set(email, { ...account, commandId: '' });
    return account;
  }

  async byEmail(email: string) {
    const account = this.all.get(email);
    return account && { userId: account.userId, verified: true };
  }

  async contact(userId: string) {
    const account = [...this.all.values()].find((each) => each.userId === userId);
    return { email: account?.email ?? null, alias: account?.alias ?? null, verified: account !== undefined };
  }

  async begun(userId: string, organizationId: string) {
    const account = [...this.all.values()].find((each) => each.userId === userId);
    return account && { organizationId, userId, email: account.email, alias: account.alias };
  }

  /** The places that were freed, in order. */
  readonly freed: { readonly userId: string; readonly organizationId: string }[] = [];
  async freePlace(userId: string, organizationId: string) {
    this.freed.push({ userId, organizationId });
  }

  async registerInvited(
    { email, alias }: { email: string; alias: string },
    { commandId }: CommandContext,
    accept: (userId: string) => Promise<void>,
  ) {
    const known = this.all.get(email);
    if (known && known.commandId !== commandId) throw refused('SIGN_IN_REQUIRED');
    const userId = uuidV5(commandId, 'user');
    await accept(userId);
    if (this.dies) throw new Error('The process died before it made the account');
    this.all.set(email, { userId, email, alias, commandId });
    return { userId, sessionToken: `session of ${userId}` };
  }
}

class Letters extends MailTransport {
  readonly sent: { readonly id: string; readonly to: string; readonly subject: string; readonly text: string }[] = [];

  async send({ id, to, subject, text }: Mail): Promise<void> {
    this.sent.push({ id, to, subject: String(subject), text: String(text) });
  }
}

@Module({})
class WorldModule {}

export type World = Awaited<ReturnType<typeof startWorld>>;

/** The context on a real vault and a real event store. Time stands still until it is moved. */
export async function startWorld(name: string, { sharedDatabase, startEventStore }: Starters) {
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
  const storeOf = (follow: readonly string[] = [], keyring: Keyring = vault.keys) =>
    new EventStore({
      connectionString: `esdb://127.0.0.1:${server.port}?tls=false`,
      keyring,
      clock,
      follow,
      deadlineMs: 60_000, // a hundred at once wait for each other, for long on a machine that is busy
    });
  const store = storeOf();
  const [accounts, mail] = [new KnownAccounts(), new Letters()];
  const [reader, aliases, limits] = [
    new InvitationReader(store, vault),
    new Aliases(store, vault),
    new InvitationLimits(store, vault),
  ];
  const domains = new OpenDomains(store, vault);
  const app = await NestFactory.createApplicationContext(
    {
      module: WorldModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: EventStore, useValue: store },
        { provide: Vault, useValue: vault },
        { provide: Accounts, useValue: accounts },
        { provide: CONFIG, useValue: { policy: 'unified' } },
        ...[BegunOrganizations, Slugs, Codes, FoundOrganizationHandler, RecordInvitationMailed.Handler],
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
  const [mailing, finishing] = [mailInvitation.handler(tools), finishOrganization.handler(tools)];
  return {
    databaseUrl: database.url,
    store,
    /** The store of another process, whose states of organizations follow the log as an api's do. Close it. */
    another: (keyring?: Keyring) => storeOf(['organization-'], keyring),
    vault,
    accounts,
    reader,
    letters: mail.sent,
    founding: app.get(BegunOrganizations),
    inviting: new InviteMemberHandler(vault, limits, domains),
    resending: new ResendInvitationHandler(reader, limits, domains),
    accepting: new AcceptInvitationHandler(
      store,
      accounts,
      reader,
      new Invitees(store, vault, accounts),
      aliases,
      domains,
    ),
    aliases,
    domains,
    naming: new UpdateMyProfileHandler(store, aliases, new PeoplesWords(store)),
    mailing: (payload: Readonly<Record<string, unknown>>) => mailing(payload, 1),
    endingBilling: endBillingKeysInTime.does(tools),
    finishing: (payload: Readonly<Record<string, unknown>>) => finishing(payload, 1),
    wait: (duration: Duration) => {
      time = plus(time, duration);
    },
    stop: async () => {
      await app.close();
      await store.close();
      await server.stop();
      await vault.close();
      await database.drop();
    },
  };
}

/** An organization with its founder. */
export async function founded({ founding, accounts }: Pick<World, 'founding' | 'accounts'>) {
  const owner = accounts.add(`olga.${randomBytes(4).toString('hex')}@example.com`, 'Olga');
  const organizationId = uuidV5(owner.userId, 'organization');
  const effect = await founding.found({ organizationId, ...owner }, contextOf(`user:${owner.userId}`));
  return { organizationId, owner, actor: `user:${owner.userId}` as const, effect };
}
