import all from 'email-providers/all.json';

/** Providers that the list does not know (yet). */
const more = ['fastmail.com', 'gmx.ch', 'posteo.de', 'tuta.io', 'tutanota.com', 'ziggo.nl'];
const providers: ReadonlySet<string> = new Set([...all, ...more]);

/** Whether anybody can have an address there: no organization lets people in by it (P1). */
export const isPublicProvider = (domain: string): boolean => providers.has(domain);
