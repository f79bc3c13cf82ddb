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
    ...(settings.ANNALS_SMTP_URL === undefined ? {} : { ANNALS_SMTP_URL: settings.ANNALS_SMTP_URL }),
    ...(settings.ANNALS_MAIL_FROM === undefined ? {} : { ANNALS_MAIL_FROM: settings.ANNALS_MAIL_FROM }),
    ...(settings.ANNALS_SMS_WEBHOOK_URL === undefined
      ? {}
      : { ANNALS_SMS_WEBHOOK_URL: settings.ANNALS_SMS_WEBHOOK_URL }),
    ...(settings.ANNALS_SMS_WEBHOOK_SECRET === undefined
      ? {}
      : { ANNALS_SMS_WEBHOOK_SECRET: settings.ANNALS_SMS_WEBHOOK_SECRET }),
    ...(settings.ANNALS_POLICY === undefined ? {} : { ANNALS_POLICY: settings.ANNALS_POLICY }),
    ...(settings.ANNALS_METRICS_TOKEN === undefined ? {} : { ANNALS_METRICS_TOKEN: settings.ANNALS_METRICS_TOKEN }),
    ...(settings.ANNALS_LOG_LEVEL === undefined ? {} : { ANNALS_LOG_LEVEL: settings.ANNALS_LOG_LEVEL }),
  };
}
