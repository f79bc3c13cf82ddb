import { addressOf, defaultDataFolder, defaults } from './defaults';
import type { Anchor } from './anchors';
import { embeddingsOf, type Embeddings } from './embeddings';
import { mustReachPeople } from './reach';
import { smsWebhookOf, type SmsWebhook } from './sms-webhook';
import { ConfigError, readSettings, type GivenSettings } from './settings';
import type { Settings } from './variables';

/** Database role of the api: it owns no table, so row-level security binds it. */
export const API_ROLE = 'annals_api';

/** Configuration of a process that serves an installation (api, projector, worker): complete and checked. */
export interface Config {
  /** Folder of the data. */
  readonly data: string;
  readonly host: string;
  readonly port: number;
  /** Origin under which people reach the console, without a slash at its end. */
  readonly publicUrl: string;
  /** Addresses and ranges of proxies that are believed about where a request comes from. */
  readonly trustedProxies: readonly string[];
  readonly databaseUrl: string;
  readonly eventstoreUrl: string;
  readonly secretsFile: string;
  /** undefined: mails stay in the mailbox. */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** undefined: text messages stay in the mailbox. */
  readonly smsWebhook: SmsWebhook | undefined;
  /** Whom domains are asked of; none: the name servers of this machine. */
  readonly dnsServers: readonly string[];
  /** Hosts of a private network that knowledge may be read from. */
  readonly knowledgeHosts: readonly string[];
  /** Hosts of a private network that the audit log may be sent on to, although they are not public. */
  readonly destinationHosts: readonly string[];
  /** Places outside that keep checkpoints of the histories. */
  readonly anchors: readonly Anchor[];
  /** Where texts go to be searched by meaning; undefined: nowhere. */
  readonly embeddings: Embeddings | undefined;
  /** The starting point of the installation and of its new organizations. */
  readonly policy: NonNullable<Settings['ANNALS_POLICY']>;
  /** So many years after a purge what it spared for bookkeeping is forgotten, too. */
  readonly billingYears: number;
  /** Where people find help, see whether everything works, and report a weakness (D27). */
  readonly links: Readonly<Record<'support' | 'status' | 'security', string | undefined>>;
  /** What opens `/metrics`; undefined: nothing does. */
  readonly metricsToken: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly apiRole: string;
}

function required(
  settings: Settings,
  name: 'ANNALS_DATABASE_URL' | 'ANNALS_EVENTSTORE_URL' | 'ANNALS_SECRETS_FILE',
): string {
  const value = settings[name];
  if (value === undefined)
    throw new ConfigError([
      `${name} is missing: a process that is started alone needs it ("annals start" finds it by itself).`,
    ]);
  return value;
}

/**
 * Reads the configuration of one process, once, at its start.
 * @param given the environment and the options of the command line (by default the environment alone)
 * @throws ConfigError, whose message is one sentence per problem
 */
export function loadConfig(given: GivenSettings = { env: process.env }): Config {
  const settings = readSettings(given);
  mustReachPeople(settings);
  const host = settings.ANNALS_HOST ?? defaults.ANNALS_HOST;
  const port = settings.ANNALS_PORT ?? defaults.ANNALS_PORT;
  const databaseUrl = required(settings, 'ANNALS_DATABASE_URL');
  const eventstoreUrl = required(settings, 'ANNALS_EVENTSTORE_URL');
  const secretsFile = required(settings, 'ANNALS_SECRETS_FILE');
  return {
    data: settings.ANNALS_DATA ?? defaultDataFolder(),
    host,
    port,
    publicUrl: settings.ANNALS_PUBLIC_URL ?? addressOf(host, port),
    trustedProxies: settings.ANNALS_TRUSTED_PROXIES ?? [],
    databaseUrl,
    secretsFile,
    eventstoreUrl,
    smtpUrl: settings.ANNALS_SMTP_URL,
    mailFrom: settings.ANNALS_MAIL_FROM ?? defaults.ANNALS_MAIL_FROM,
    smsWebhook: smsWebhookOf(settings),
    dnsServers: settings.ANNALS_DNS_SERVERS ?? [],
    knowledgeHosts: settings.ANNALS_KNOWLEDGE_ALLOWED_HOSTS ?? [],
    destinationHosts: settings.ANNALS_DESTINATION_ALLOWED_HOSTS ?? [],
    anchors: settings.ANNALS_ANCHORS ?? [],
    embeddings: embeddingsOf(settings),
    policy: settings.ANNALS_POLICY ?? defaults.ANNALS_POLICY,
    billingYears: settings.ANNALS_BILLING_YEARS ?? defaults.ANNALS_BILLING_YEARS,
    links: {
      support: settings.ANNALS_SUPPORT_URL,
      status: settings.ANNALS_STATUS_URL,
      security: settings.ANNALS_SECURITY_URL,
    },
    metricsToken: settings.ANNALS_METRICS_TOKEN,
    logLevel: settings.ANNALS_LOG_LEVEL ?? defaults.ANNALS_LOG_LEVEL,
    apiRole: API_ROLE,
  };
}
