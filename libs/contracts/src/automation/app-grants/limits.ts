/** With so many people a bot is shared at most, beside those who see it by a role. */
export const MOST_GRANTS = 200;
/** So many requests for access wait for an answer in an organization, and so long each. */
export const MOST_ACCESS_REQUESTS = 100;
/** And so many of one person, so that nobody takes the place of the others. */
export const MOST_ACCESS_REQUESTS_OF_ONE = 10;
export const ACCESS_REQUEST_WAITS = { days: 14 } as const;
/** So much somebody may say about why they ask. */
export const MOST_NOTE = 500;
