import type { Config } from '@annals/config';
import { inPlainWords } from '@annals/contracts';
import { EventStore } from '@annals/eventstore';
import type { Frozen } from '@annals/kernel';
import {
  CONFIG,
  s3Sink,
  splunkSink,
  syslogSink,
  webhookSink,
  type Parcel,
  type Sink,
  type Way,
} from '@annals/platform';
import { Vault, type Lane } from '@annals/vault';
import { history, ViewReader } from '@annals/views';
import { Inject, Injectable } from '@nestjs/common';
import { readFilePart } from '../views/audit-exports/file-part.query';
import { reachedAt } from './destination-address';
import { DestinationSecrets } from './destination-secrets.service';
import { secretOf, type Destination } from './destinations';
import { oversight } from './oversight';

/** Leads the audit log of an organization to the systems that it is sent on to. */
@Injectable()
export class DestinationWays {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Vault) private readonly vault: Pick<Vault, 'payloads'>,
    @Inject(ViewReader) private readonly views: ViewReader,
    @Inject(CONFIG) private readonly config: Pick<Config, 'destinationHosts'>,
    @Inject(DestinationSecrets) private readonly secrets: DestinationSecrets,
  ) {}

  /** As its stream has it now; undefined where it is gone, or paused. */
  async wayOf({ organizationId, laneId }: Lane): Promise<Way | undefined> {
    const { state } = await this.store.state({ stream: oversight, id: [organizationId] }, 0);
    const one = state.destinations.get(laneId);
    const sink = one === undefined || one.isPaused ? undefined : await this.sinkOf(organizationId, one);
    return sink && { sink, read: (after, most) => this.parcels(organizationId, { after, most }) };
  }

  /** undefined: of a kind that this release does not know, or its secret is gone. */
  async sinkOf(organizationId: string, one: Frozen<Destination>): Promise<Sink | undefined> {
    const { destinationId, kind, typed, secret: digest } = one;
    const url = reachedAt(kind, typed.address);
    if (url === undefined) return undefined;
    const reach = { url, allowedHosts: this.config.destinationHosts };
    if (kind === 'webhook')
      return webhookSink({ ...reach, key: this.secrets.key({ organizationId, destinationId }), clock: Date.now });
    if (kind === 'syslog') {
      const authority = typed.authority === '' ? undefined : typed.authority;
      return syslogSink({ ...reach, host: url.hostname, port: Number(url.port || 443), authority });
    }
    const kept = { organizationId, kind: secretOf(destinationId), digest: digest ?? '' };
    const secret = (await this.vault.payloads.read(kept))?.toString('utf8');
    if (secret === undefined) return undefined;
    if (kind === 'splunk') return splunkSink({ ...reach, token: secret });
    const { region, account: accessKeyId } = typed;
    return s3Sink({ ...reach, region, accessKeyId, secretAccessKey: secret });
  }

  /** Entries behind a number that both views have, each with the id of its event. E-mail addresses stay here. */
  private async parcels(
    organizationId: string,
    { after, most }: { readonly after: number; readonly most: number },
  ): Promise<readonly Parcel[]> {
    const through = after + most;
    const entries = await readFilePart(this.views, { organizationId, after, through, limit: most });
    const ids = await this.views.read(history, { organization: organizationId }, (db) =>
      db
        .selectFrom('history')
        .select(['sequence', 'event_id'])
        .where('organization_id', '=', organizationId)
        .where('sequence', '>', after)
        .where('sequence', '<=', through)
        .execute(),
    );
    const idOf = new Map(ids.map((row) => [row.sequence, row.event_id]));
    const known = entries.findIndex(({ sequence }) => !idOf.has(sequence));
    return entries.slice(0, known < 0 ? entries.length : known).map((entry) => {
      const id = idOf.get(entry.sequence) ?? '';
      const words = inPlainWords(entry);
      return {
        id,
        sequence: entry.sequence,
        at: entry.at,
        type: entry.type,
        words,
        json: JSON.stringify({ id, words, ...entry }),
      };
    });
  }
}
