/** Bots (RPA and chat agents) and their runs. */
export { automationContext } from './automation.context';
/** What this context asks of others. */
export { EmergencyContacts } from './fleet/emergency-contacts.port';
export { CataloguePolicy } from './fleet/catalogue-policy.port';
export { MeaningPolicy } from './meaning/meaning-policy.port';
export { Workspaces } from './fleet/workspaces.port';
export { Allowances } from './run/allowances.port';
/** What others ask of it. */
export { WhereThingsAre } from './fleet/where-things-are.service';
export { FleetGrants } from './fleet/fleet-grants.service';
export { FleetDirectory } from './fleet/fleet-directory.service';
