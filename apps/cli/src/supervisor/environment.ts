import type { Settings } from '@annals/config';

/** Where the parts of a running installation are. */
export interface Addresses {
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string;
  readonly databaseUrl: string;
  readonly eventstorePort: number;
  readonly eventstoreUrl: string;
  readonly secretsFile: string;
  /** The secret address of the mailbox page; undefined where there is none. */
  readonly mailbox?: string | undefined;
  /** Since when side effects are held after a restore; undefined when they are not. */
  readonly heldSince?: string | undefined;
}

/** Settings that the children read as they were given. */
const handedOn = [
  'ANNALS_SMTP_URL',
  'ANNALS_MAIL_FROM',
  'ANNALS_SMS_WEBHOOK_URL',
  'ANNALS_SMS_WEBHOOK_SECRET',
  'ANNALS_DNS_SERVERS',
  'ANNALS_KNOWLEDGE_ALLOWED_HOSTS',
  'ANNALS_DESTINATION_ALLOWED_HOSTS',
  'ANNALS_EMBEDDINGS_URL',
  'ANNALS_EMBEDDINGS_MODEL',
  'ANNALS_EMBEDDINGS_KEY',
  'ANNALS_POLICY',
  'ANNALS_BILLING_YEARS',
  'ANNALS_SUPPORT_URL',
  'ANNALS_STATUS_URL',
  'ANNALS_SECURITY_URL',
  'ANNALS_METRICS_TOKEN',
  'ANNALS_LOG_LEVEL',
] as const satisfies readonly (keyof Settings)[];

const given = (settings: Settings): NodeJS.ProcessEnv =>
  Object.fromEntries(
    handedOn.flatMap((name) => (settings[name] === undefined ? [] : [[name, String(settings[name])] as const])),
  );

/** The environment of our children: that of ours, with every setting made definite. */
export function childEnvironment(addresses: Addresses, settings: Settings): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('ANNALS_'));
  return {
    ...Object.fromEntries(inherited),
    ANNALS_DATA: addresses.data,
    ANNALS_HOST: addresses.host,
    ANNALS_PORT: String(addresses.port),
    ANNALS_PUBLIC_URL: addresses.publicUrl,
    ANNALS_DATABASE_URL: addresses.databaseUrl,
    ANNALS_EVENTSTORE_PORT: String(addresses.eventstorePort),
    ANNALS_EVENTSTORE_URL: addresses.eventstoreUrl,
    ANNALS_SECRETS_FILE: addresses.secretsFile,
    ...(settings.ANNALS_TRUSTED_PROXIES === undefined
      ? {}
      : { ANNALS_TRUSTED_PROXIES: settings.ANNALS_TRUSTED_PROXIES.join(' ') }),
    ...given(settings),
  };
}
