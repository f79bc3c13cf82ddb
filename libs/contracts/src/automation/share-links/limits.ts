/** So many links a bot has at most that were neither taken back nor are over. */
export const MOST_SHARE_LINKS = 20;
/** So long a link works at most, … */
export const SHARE_LINK_LASTS = { days: 90 } as const;
/** … and for so many people where it says for how many. */
export const MOST_LINK_USES = 200;
