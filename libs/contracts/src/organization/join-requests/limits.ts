/** So much somebody may say about why they ask to belong. */
export const MESSAGE = 500;
/** How long a request waits for an answer. */
export const JOIN_REQUEST_WAITS = { days: 14 } as const;
/** How long nobody asks again who was turned down. */
export const ASKS_AGAIN_AFTER = { days: 30 } as const;
/** So many requests an organization gets in a day. */
export const JOIN_REQUESTS_A_DAY = 50;
