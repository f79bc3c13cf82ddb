/**
 * Header of an answer whose rows stand still since that instant: a view met an event of their organization (or account)
 * that it cannot take.
 */
export const STANDS_STILL_SINCE = 'annals-standing-since';
