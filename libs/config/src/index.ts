/**
 * What a process is told at its start: the settings, their defaults and their meaning. No Nest, so the command line and
 * the event store start light.
 */
export {
  addressOf,
  defaultDataFolder,
  defaults,
  isLoopback,
  isLoopbackUrl,
  secretsFileIn,
  servesMailbox,
} from './defaults';
export type { Embeddings } from './embeddings';
export { eventStoreAccessBeside, withOwnAccess, type EventStoreAccess } from './event-store-access';
export { describeConfig, type ConfigLine } from './describe';
export { API_ROLE, loadConfig, type Config } from './load-config';
export { isInTheClear, mustReachPeople } from './reach';
export { smsWebhookOf, type SmsWebhook } from './sms-webhook';
export { ConfigError, readSettings, workerVariables, type GivenSettings } from './settings';
export { variableNames, type Settings, type VariableName } from './variables';
export type { Anchor } from './anchors';
