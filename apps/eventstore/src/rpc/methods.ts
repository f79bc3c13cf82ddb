/** Services of the protocol and their methods: [name, streams requests, streams answers]. */
type Method = readonly [name: string, requestStream: boolean, responseStream: boolean];

const unary = (...names: string[]): Method[] => names.map((name) => [name, false, false]);

export const STREAMS = 'event_store.client.streams.Streams';
export const SERVER_FEATURES = 'event_store.client.server_features.ServerFeatures';
export const GOSSIP = 'event_store.client.gossip.Gossip';
export const PERSISTENT_SUBSCRIPTIONS = 'event_store.client.persistent_subscriptions.PersistentSubscriptions';
export const PROJECTIONS = 'event_store.client.projections.Projections';

export const STREAM_METHODS: readonly Method[] = [
  ['Read', false, true],
  ['Append', true, false],
  ...unary('Delete', 'Tombstone'),
  ['BatchAppend', true, true],
];

/** What this server does not have: [service, what people call it, methods]. */
export const MISSING: readonly (readonly [service: string, feature: string, methods: readonly Method[]])[] = [
  [
    PERSISTENT_SUBSCRIPTIONS,
    'persistent subscriptions',
    [
      ...unary('Create', 'Update', 'Delete', 'GetInfo', 'ReplayParked', 'List', 'RestartSubsystem'),
      ['Read', true, true],
    ],
  ],
  [
    PROJECTIONS,
    'projections',
    [
      ...unary('Create', 'Update', 'Delete', 'Reset', 'State', 'Result', 'Enable', 'Disable', 'RestartSubsystem'),
      ['Statistics', false, true],
    ],
  ],
  [
    'event_store.client.users.Users',
    'users',
    [
      ...unary('Create', 'Update', 'Delete', 'Enable', 'Disable', 'ChangePassword', 'ResetPassword'),
      ['Details', false, true],
    ],
  ],
  [
    'event_store.client.operations.Operations',
    'operations',
    unary(
      'StartScavenge',
      'StopScavenge',
      'Shutdown',
      'MergeIndexes',
      'ResignNode',
      'SetNodePriority',
      'RestartPersistentSubscriptions',
    ),
  ],
  ['event_store.client.monitoring.Monitoring', 'monitoring', [['Stats', false, true]]],
];

export const lowerCaseMethods = (methods: readonly Method[]): string[] => methods.map(([name]) => name.toLowerCase());
export type { Method };
