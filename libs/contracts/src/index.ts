/** The promises: events that are kept for ever, the API, permissions and refusals. Browser-safe: zod and the kernel only. */
export * from './audit/api';
export * from './automation/api';
export * from './automation/events';
export * from './define-event';
export * from './identity/api';
export * from './identity/events';
export * from './organization/api';
export * from './organization/events';
export * from './permissions';
export * from './reactions';
export * from './refusals';
export * from './registry';
export * from './upcasts';
export * from './words';
