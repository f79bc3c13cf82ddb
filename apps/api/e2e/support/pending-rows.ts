/**
 * Rows of the domain that nothing here fulfils yet. Whoever makes one takes it out: a row that can be told by the
 * permission or the path of its routes may not stay here once there is such a route.
 */
export const pendingRows: Readonly<Record<string, RegExp | undefined>> = {
  A7: /^subscription:|\/subscription/,
  B13: /^marketplace_profile:|\/profile\/publish/,
  B14: /^developer_center:|\/developer/,
  B15: /^subscription:|\/subscription/,
  B16: /^invoices:|\/invoices/,
  B17: /^payment_methods:|\/payment-methods/,
  B18: /^credits:|\/credits/,
  B19: /^credits:|\/credits/,
  B20: /^limits:|\/usage-limits/,
  B21: /^limits:|\/alerts/,
  B23: /^developer_center:|\/developer/,
  B24: /^marketplace_profile:|\/listings/,
  D10: /^channel_fees:|\/channel/,
  D11: /\/sso/,
  // §4.4: the role of who makes an organization is Owner until it can be set.
  CREATOR_ROLE_TOO_WEAK: /\/creator-role/,
};
