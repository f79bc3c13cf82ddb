import { isIP, isIPv4 } from 'node:net';
import { z } from 'zod';
import { anchorOf, MOST_ANCHORS } from './anchors';

const protocols =
  (...names: string[]) =>
  (value: string): boolean => {
    const url = URL.parse(value);
    return url !== null && url.host !== '' && names.includes(url.protocol.slice(0, -1));
  };

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'must be a port number')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number, at most 65535');
const databaseUrl = z
  .string()
  .refine(protocols('postgres', 'postgresql'), 'must be an address like postgres://user:password@host:5432/database');
/**
 * A cluster has several nodes, with commas between them, which no URL has. The client knows no address in brackets
 * (IPv6), so none is accepted here.
 */
const EVENTSTORE = /^esdb(\+discover)?:\/\/([^/?@]+@)?(?<nodes>[\w.-]+(:\d{1,5})?(,[\w.-]+(:\d{1,5})?)*)\/?(\?\S*)?$/i;
const portFits = (node: string): boolean => Number(node.split(':')[1] ?? 0) <= 65_535;
const eventstoreUrl = z
  .string()
  .refine(
    (value) => EVENTSTORE.exec(value)?.groups?.['nodes']?.split(',').every(portFits) ?? false,
    'must be an address like esdb://host:2113?tls=false',
  );
const smtpUrl = z.string().refine(protocols('smtp', 'smtps'), 'must be an address like smtp://user:password@host:587');
const publicUrl = z
  .string()
  .refine(
    (value) => protocols('http', 'https')(value) && new URL(value).href === `${new URL(value).origin}/`,
    'must be an http or https address without a path',
  )
  .transform((value) => new URL(value).origin);
const mailFrom = z
  .string()
  .trim()
  .regex(
    /^[^\r\n<>]*<[^\s<>]+@[^\s<>]+>$|^[^\s<>]+@[^\s<>]+$/,
    'must be an address like "Annals <annals@example.org>"',
  );
/** An address or a range of them. */
const isRange = (text: string): boolean => {
  const [address = '', bits, ...more] = text.split('/');
  const most = isIPv4(address) ? 32 : 128;
  return (
    isIP(address) !== 0 && more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
};
const proxies = z
  .string()
  .transform((value) => value.split(/[\s,]+/).filter((each) => each !== ''))
  .refine(
    (ranges) => ranges.every(isRange),
    'must be addresses or ranges like 10.0.0.0/8, with commas or spaces between them',
  );
const smsWebhookUrl = z
  .string()
  .refine(protocols('http', 'https'), 'must be an https address like https://sms.example.org/send');
const smsWebhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and a key of at least 24 bytes in base64');
/** An address, with a port or without, in brackets where it is IPv6 and has one. */
const isNameServer = (text: string): boolean => {
  const [, address = text, at] = /^\[(.+)\](?::(\d{1,5}))?$|/.exec(text) ?? [];
  if (isIP(address) !== 0) return Number(at ?? 0) <= 65_535;
  const [host = '', named = '', ...more] = text.split(':');
  return more.length === 0 && isIPv4(host) && /^\d{1,5}$/.test(named) && Number(named) <= 65_535;
};
const nameServers = z
  .string()
  .transform((value) => value.split(/[\s,]+/))
  .refine(
    (each) => each.every(isNameServer),
    'must be addresses like 10.0.0.2 or 10.0.0.2:5353, with commas or spaces between them',
  );
/** A name or address, with a port or without. */
const isHost = (text: string): boolean => {
  const [, host = '', at] = /^(\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
  return host !== '' && Number(at ?? 0) <= 65_535;
};
const hosts = z
  .string()
  .transform((value) => value.split(/[\s,]+/).filter((each) => each !== ''))
  .refine(
    (each) => each.every(isHost),
    'must be hosts like wiki.example.org or 10.0.0.2:8080, with commas or spaces between them',
  );
/** Places that keep checkpoints, each under a name of its own. */
const anchors = z
  .string()
  .transform((value) => value.split(/\s+/).filter((each) => each !== ''))
  .transform((each) => each.map(anchorOf))
  .refine(
    (each) => each.every((anchor) => anchor !== undefined) && each.length <= MOST_ANCHORS,
    `must be made of name=address with spaces between them, ${MOST_ANCHORS} at most: file:///folder, https://server/path, or s3://key:secret@host/bucket?region=name`,
  )
  .transform((each) => each.flatMap((anchor) => anchor ?? []))
  .refine((each) => new Set(each.map(({ name }) => name)).size === each.length, 'must have a name of its own each');
/** Where people find something: a page, or a mailbox that they write to. */
const link = z
  .string()
  .refine(
    (value) => protocols('http', 'https')(value) || /^mailto:[^\s@]+@[^\s@]+$/.test(value),
    'must be an address like https://status.example.org or mailto:help@example.org',
  );
const token = z.string().regex(/^[\x21-\x7e]{16,200}$/, 'must have 16 to 200 printable characters without spaces');
const embeddingsUrl = z
  .string()
  .refine(
    (value) => protocols('http', 'https')(value) && !/[?#@]/.test(value),
    'must be an address like https://ai.example.org/v1',
  )
  .transform((value) => value.replace(/\/+$/, ''));
const embeddingsModel = z.string().regex(/^[\x21-\x7e]{1,200}$/, 'must be the name of a model');
const embeddingsKey = z.string().regex(/^[\x21-\x7e]{1,500}$/, 'must have printable characters without spaces');
const path = z.string().refine((value) => !value.includes('\0'), 'must be a path');

const host = z.string().regex(/^[\w.:-]+$/, 'must be an address of this machine');
const endpoint = z
  .string()
  .regex(/^(\[[0-9A-Fa-f:]+\]|[\w.-]+):\d{1,5}$/, 'must be an address like events.example.org:2113');
const users = z
  .string()
  .regex(/^\s*[^\s:]+:\S+(\s+[^\s:]+:\S+)*\s*$/, 'must be made of name:password with spaces between them');

const years = z
  .string()
  .regex(/^\d{1,2}$/, 'must be a number of years')
  .transform(Number)
  .refine((value) => value >= 1 && value <= 30, 'must be a number of years from 1 to 30');

/** The starting points that there are; what each means is in the contracts (`presets.ts`). */
const policyNames = ['instant', 'console', 'signup-only', 'unified'] as const;

/** The settings that can be given: each is an environment variable (text), checked and read once. */
export const settingsSchema = z
  .object({
    ANNALS_DATA: path,
    ANNALS_HOST: host,
    ANNALS_PORT: port,
    ANNALS_PUBLIC_URL: publicUrl,
    ANNALS_TRUSTED_PROXIES: proxies,
    ANNALS_DATABASE_URL: databaseUrl,
    ANNALS_EVENTSTORE_URL: eventstoreUrl,
    ANNALS_EVENTSTORE_PORT: port,
    ANNALS_EVENTSTORE_HOST: host,
    ANNALS_EVENTSTORE_ADVERTISE: endpoint,
    ANNALS_EVENTSTORE_TLS_CERT: path,
    ANNALS_EVENTSTORE_TLS_KEY: path,
    ANNALS_EVENTSTORE_USERS: users,
    ANNALS_COPY_FROM: eventstoreUrl,
    ANNALS_COPY_TO: eventstoreUrl,
    ANNALS_SECRETS_FILE: path,
    ANNALS_SMTP_URL: smtpUrl,
    ANNALS_MAIL_FROM: mailFrom,
    ANNALS_SMS_WEBHOOK_URL: smsWebhookUrl,
    ANNALS_SMS_WEBHOOK_SECRET: smsWebhookSecret,
    ANNALS_DNS_SERVERS: nameServers,
    ANNALS_KNOWLEDGE_ALLOWED_HOSTS: hosts,
    ANNALS_DESTINATION_ALLOWED_HOSTS: hosts,
    ANNALS_ANCHORS: anchors,
    ANNALS_EMBEDDINGS_URL: embeddingsUrl,
    ANNALS_EMBEDDINGS_MODEL: embeddingsModel,
    ANNALS_EMBEDDINGS_KEY: embeddingsKey,
    ANNALS_POLICY: z.enum(policyNames, `must be one of ${policyNames.join(', ')}`),
    ANNALS_BILLING_YEARS: years,
    ANNALS_SUPPORT_URL: link,
    ANNALS_STATUS_URL: link,
    ANNALS_SECURITY_URL: link,
    ANNALS_METRICS_TOKEN: token,
    ANNALS_LOG_LEVEL: z.enum(
      ['debug', 'info', 'warn', 'error', 'silent'],
      'must be one of debug, info, warn, error, silent',
    ),
    ANNALS_TEST_CHROMIUM: path,
    ANNALS_TEST_INSTALLATION: path,
    ANNALS_TEST_NAMES: path,
    ANNALS_TEST_NIGHTLY: z.literal('1', 'must be 1'),
    ANNALS_TEST_POSTGRES: databaseUrl,
    ANNALS_TEST_POSTGRES_FOLDER: path,
    ANNALS_TEST_SHOTS: path,
  })
  .partial();

/** The values that were given, checked; what is missing was not given. */
export type Settings = Readonly<z.output<typeof settingsSchema>>;
export const variableNames = settingsSchema.keyof().options;
export type VariableName = (typeof variableNames)[number];

/** What is said about a variable. */
interface About {
  readonly text: string;
  /** Holds passwords: shown without them. */
  readonly masked?: 'address' | 'users' | 'whole';
}

/** What `annals config` shows; the variables that only the tests read are not in it. */
export const about: { readonly [Name in Exclude<VariableName, `ANNALS_TEST_${string}`>]: About } = {
  ANNALS_DATA: { text: 'folder of the data: embedded database, secrets, logs' },
  ANNALS_HOST: { text: 'address to listen on' },
  ANNALS_PORT: { text: 'port of the console and the API (0: any free one)' },
  ANNALS_PUBLIC_URL: {
    text: 'address under which people reach the console, for links in mails; required when a mail server elsewhere is named; commands of browsers count only from there',
  },
  ANNALS_TRUSTED_PROXIES: {
    text: 'addresses of the proxies in front, whose X-Forwarded-For counts: addresses or ranges, with commas between them',
  },
  ANNALS_DATABASE_URL: { text: 'Postgres to use instead of the embedded one', masked: 'address' },
  ANNALS_EVENTSTORE_URL: { text: 'EventStoreDB to use instead of the embedded one', masked: 'address' },
  ANNALS_EVENTSTORE_PORT: { text: 'port of the embedded event store (chosen by "annals start" when not given)' },
  ANNALS_EVENTSTORE_HOST: {
    text: "address that an event store started alone listens on; any but this machine's own needs TLS",
  },
  ANNALS_EVENTSTORE_ADVERTISE: {
    text: 'host:port where clients reach an event store started alone, when that is another address',
  },
  ANNALS_EVENTSTORE_TLS_CERT: {
    text: 'certificate of an event store started alone, for TLS; without it the one of this installation',
  },
  ANNALS_EVENTSTORE_TLS_KEY: { text: 'private key of that certificate' },
  ANNALS_EVENTSTORE_USERS: {
    text: 'who may come in by TLS, as name:password with spaces between them; admin may do everything',
    masked: 'users',
  },
  ANNALS_COPY_FROM: {
    text: 'event store that "annals eventstore copy" copies from; the variable hides passwords from other programs of the machine, --from does not',
    masked: 'address',
  },
  ANNALS_COPY_TO: { text: 'event store that it copies to', masked: 'address' },
  ANNALS_SECRETS_FILE: { text: 'file of the keys that open the vault; required with an external database' },
  ANNALS_SMTP_URL: {
    text: 'mail server; without one mails stay in the mailbox page, which is served to this machine only, under the secret address that "annals mailbox" prints',
    masked: 'address',
  },
  ANNALS_MAIL_FROM: { text: 'sender of mails; required when a mail server elsewhere is named' },
  ANNALS_SMS_WEBHOOK_URL: {
    text: 'where text messages are posted (JSON of id, to and text, signed as Standard Webhooks are); without it they stay in the mailbox page',
    masked: 'address',
  },
  ANNALS_SMS_WEBHOOK_SECRET: {
    text: 'whsec_ and the key in base64 that they are signed with; required with ANNALS_SMS_WEBHOOK_URL',
    masked: 'whole',
  },
  ANNALS_DNS_SERVERS: {
    text: 'name servers that are asked about domains of organizations, instead of those of this machine',
  },
  ANNALS_KNOWLEDGE_ALLOWED_HOSTS: {
    text: 'hosts of a private network that workspaces may read as knowledge (host or host:port, with commas between them); none without it',
  },
  ANNALS_DESTINATION_ALLOWED_HOSTS: {
    text: 'hosts of a private network that the audit log may be sent on to, also without TLS (host or host:port, with commas between them); none without it',
  },
  ANNALS_ANCHORS: {
    text: 'places outside that keep checkpoints of all histories, as name=address with spaces between them: a folder (file:///…), a server that takes them by POST, or a bucket (s3://key:secret@host/bucket/folder?region=…)',
    masked: 'whole',
  },
  ANNALS_EMBEDDINGS_URL: {
    text: 'where texts of knowledge go to be searched by meaning, of organizations that allow it: an address that speaks the protocol of OpenAI, like https://ai.example.org/v1; without it they go nowhere',
  },
  ANNALS_EMBEDDINGS_MODEL: { text: 'model that is asked for there; required with ANNALS_EMBEDDINGS_URL' },
  ANNALS_EMBEDDINGS_KEY: { text: 'what is said there as Authorization: Bearer …', masked: 'whole' },
  ANNALS_POLICY: {
    text: 'what people may do here, and what new organizations begin with: instant, console, signup-only or unified',
  },
  ANNALS_BILLING_YEARS: {
    text: 'years for which the law has you keep invoices: so long after an organization was purged the key of its billing lives on',
  },
  ANNALS_SUPPORT_URL: { text: 'where people find help (https: or mailto:), shown in the menu of the console' },
  ANNALS_STATUS_URL: { text: 'where people see whether the installation works, shown there too' },
  ANNALS_SECURITY_URL: { text: 'where people report a weakness, shown there too' },
  ANNALS_METRICS_TOKEN: {
    text: 'what Prometheus says (Authorization: Bearer …) to read /metrics of the api; without it there is none',
    masked: 'whole',
  },
  ANNALS_LOG_LEVEL: { text: 'what is logged: debug, info, warn, error or silent' },
};
