import { BlockList, isIP, isIPv4 } from 'node:net';
import { isLoopbackUrl } from './defaults';
import { ConfigError } from './settings';
import type { Settings } from './variables';

/** The operator's own gateway of text messages. */
export interface SmsWebhook {
  readonly url: string;
  /** `whsec_` and a key in base64. */
  readonly secret: string;
}

/** Networks that nobody reaches over the Internet; the machine's own (loopback) is looked at apart. */
const privateNetworks = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  privateNetworks.addSubnet(network, bits, 'ipv4');
/** Of IPv6 only what is given out for the Internet counts as public. */
const publicNetwork = new BlockList();
publicNetwork.addSubnet('2000::', 3, 'ipv6');

function isPrivate(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) === 0) return false;
  return isIPv4(host) ? privateNetworks.check(host, 'ipv4') : !publicNetwork.check(host, 'ipv6');
}

/**
 * Where text messages go: a public https address, or one of this machine as long as nobody else reaches the
 * installation either. A network's inside must not be reached with what people type.
 * @throws ConfigError with a sentence for each thing that is missing or may not be
 */
export function smsWebhookOf({
  ANNALS_SMS_WEBHOOK_URL: url,
  ANNALS_SMS_WEBHOOK_SECRET: secret,
  ANNALS_PUBLIC_URL: publicUrl,
}: Settings): SmsWebhook | undefined {
  if (url === undefined && secret === undefined) return undefined;
  if (url === undefined)
    throw new ConfigError(['ANNALS_SMS_WEBHOOK_URL is missing: ANNALS_SMS_WEBHOOK_SECRET signs what is posted there.']);
  const problems: string[] = [];
  if (secret === undefined)
    problems.push('ANNALS_SMS_WEBHOOK_SECRET is missing: what is posted to ANNALS_SMS_WEBHOOK_URL is signed with it.');
  if (isLoopbackUrl(url)) {
    if (publicUrl !== undefined && !isLoopbackUrl(publicUrl))
      problems.push('ANNALS_SMS_WEBHOOK_URL names this machine, but ANNALS_PUBLIC_URL says that others use it.');
  } else if (isPrivate(url)) problems.push('ANNALS_SMS_WEBHOOK_URL is an address inside a private network.');
  else if (!url.startsWith('https:')) problems.push('ANNALS_SMS_WEBHOOK_URL must be an https address.');
  if (secret === undefined || problems.length > 0) throw new ConfigError(problems);
  return { url, secret };
}
