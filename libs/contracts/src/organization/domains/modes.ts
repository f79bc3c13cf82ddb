/** What a verified domain does for people with an address there: nothing, or lets them ask to join or join by themselves. */
export const domainModeNames = {
  off: 'People come by invitation',
  ask: 'People with an address there may ask to join',
  join: 'People with an address there may join',
} as const;
export type DomainMode = keyof typeof domainModeNames;
export const domainModes = Object.keys(domainModeNames) as [DomainMode, ...DomainMode[]];
