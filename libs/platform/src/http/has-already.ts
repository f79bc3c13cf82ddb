/**
 * Whether who asks has an answer already, by the `If-None-Match` that they sent (RFC 9110, 13.1.2: compared weakly).
 * @param sent the header: tags with commas between them, or `*` for whatever there is
 * @param tag of the answer as it is now, in its quotes
 */
export const hasAlready = (sent: string | undefined, tag: string): boolean =>
  sent?.split(',').some((each) => ['*', tag, `W/${tag}`].includes(each.trim())) === true;
