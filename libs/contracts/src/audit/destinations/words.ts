/** Where events of the audit log can be sent to. */
export const destinationKinds = {
  webhook: 'Webhook',
  s3: 'S3 bucket',
  syslog: 'Syslog over TLS',
  splunk: 'Splunk HEC',
} as const;
export type DestinationKind = keyof typeof destinationKinds;

/** So many an organization has. */
export const MOST_DESTINATIONS = 10;
/** One that takes nothing for so long is told in the log, once. */
export const FAILING_MINUTES = 15;
