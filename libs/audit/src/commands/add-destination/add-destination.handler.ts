import type { Config } from '@annals/config';
import { refused, type AnswerOf, type AskedOf, type routes } from '@annals/contracts';
import { EventStore, uuidV5, type CommandContext } from '@annals/eventstore';
import { fromMilliseconds, plus } from '@annals/kernel';
import { AddressNotAllowed, CONFIG, effectOf, isNamed, mustLeadOutside, mustSpend, SINK_PORTS } from '@annals/platform';
import { Vault, type RateLimit } from '@annals/vault';
import { Inject } from '@nestjs/common';
import { Command, CommandHandler, QueryBus, type ICommandHandler } from '@nestjs/cqrs';
import { reachedAt } from '../../oversight/destination-address';
import { DestinationSecrets } from '../../oversight/destination-secrets.service';
import { secretOf } from '../../oversight/destinations';
import { MatchingEntries } from '../../oversight/matching-entries.port';
import { oversight } from '../../oversight/oversight';
import { addDestination } from './add-destination';

type Route = typeof routes.audit.addDestination;
type Asked = AskedOf<Route>;

const ADDED: RateLimit = { name: 'audit-destinations', times: 60, seconds: 3_600 };
/** What no event names by then is forgotten. */
const UNNAMED = { days: 1 };

/** What each kind is spoken to with, beside its address. */
const needs: Readonly<Record<Asked['kind'], readonly ('secret' | 'region' | 'accessKeyId')[]>> = {
  webhook: [],
  syslog: [],
  splunk: ['secret'],
  s3: ['secret', 'region', 'accessKeyId'],
};

export class AddDestinationCommand extends Command<AnswerOf<Route>> {
  constructor(
    readonly body: Asked,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** An address that leads into a private network is refused at once; when something is sent, it is looked at again. */
@CommandHandler(AddDestinationCommand)
export class AddDestinationHandler implements ICommandHandler<AddDestinationCommand> {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Vault) private readonly vault: Pick<Vault, 'rateLimits' | 'payloads'>,
    @Inject(CONFIG) private readonly config: Pick<Config, 'destinationHosts'>,
    @Inject(DestinationSecrets) private readonly secrets: DestinationSecrets,
  ) {}

  async execute({ body, context }: AddDestinationCommand): Promise<AnswerOf<Route>> {
    const { organizationId, kind, from, name, address, region = '', accessKeyId: account = '', authority = '' } = body;
    await mustSpend(this.vault, [{ limit: ADDED, of: `${organizationId} ${context.actor}` }]);
    await this.mustFit(body);
    const destinationId = uuidV5(context.commandId, 'destination');
    const after = from === 'beginning' ? 0 : (await this.queries.execute(new MatchingEntries(body, {}))).through;
    const secret = await this.kept(organizationId, destinationId, body.secret);
    const settings = { kind, after, ...(secret === undefined ? {} : { secret }) };
    const decided = await this.store.decide({ stream: oversight, id: [organizationId] }, context, (state, facts) =>
      addDestination(state, { settings, typed: { name, address, region, account, authority } }, facts),
    );
    const shown = kind === 'webhook' ? this.secrets.shown({ organizationId, destinationId }) : null;
    return { destinationId, secret: shown, ...effectOf(decided) };
  }

  /** @throws Refused DESTINATION_INVALID, URL_NOT_ALLOWED */
  private async mustFit(body: Asked): Promise<void> {
    const { kind, address, authority } = body;
    const given = (['secret', 'region', 'accessKeyId'] as const).filter((field) => body[field] !== undefined);
    const lacks = needs[kind].filter((field) => !given.includes(field));
    const useless = given.filter((field) => !needs[kind].includes(field));
    if (lacks.length + useless.length > 0 || (authority !== undefined && kind !== 'syslog'))
      throw refused('DESTINATION_INVALID', { lacks, useless });
    const url = reachedAt(kind, address);
    if (url === undefined) throw refused('URL_NOT_ALLOWED');
    if (url.protocol === 'http:' && !isNamed(url, this.config.destinationHosts)) throw refused('URL_NOT_ALLOWED');
    await mustLeadOutside(url, this.config.destinationHosts, SINK_PORTS).catch((error: unknown) => {
      throw error instanceof AddressNotAllowed ? refused('URL_NOT_ALLOWED') : error;
    });
  }

  private async kept(organizationId: string, destinationId: string, secret: string | undefined) {
    if (secret === undefined) return undefined;
    const until = plus(fromMilliseconds(Date.now()), UNNAMED);
    const which = { organizationId, kind: secretOf(destinationId) };
    return (await this.vault.payloads.put(which, Buffer.from(secret), until)).digest;
  }
}
