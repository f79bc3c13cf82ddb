/** Names whose values are secrets, without what divides their words: `clientSecret`, `API_KEY`, `db-password`. */
const SECRET_NAME =
  /(?:password|passwd|passphrase|pwd|secret|secretkey|token|apikey|accesskey|privatekey|signingkey|credential|credentials|authorization|bearer)$/;

/** What programs give out as secrets, by the beginnings that they are known by. */
const SECRET_VALUES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{30,}/,
  /\bgithub_pat_[A-Za-z0-9_]{30,}/,
  /\bglpat-[A-Za-z0-9_-]{20,}/,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/,
  /\bsk-[A-Za-z0-9_-]{20,}/,
  /\bAIza[A-Za-z0-9_-]{35}/,
  /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\./,
  /\bwhsec_[A-Za-z0-9+/=_-]{16,}/,
  /\bann_[A-Za-z0-9_.-]{20,}/,
  /[a-z][a-z0-9+.-]*:\/\/[^\s/:@]+:[^\s/@]+@/i,
];

/** The name of a variable of the worker's environment, where the secret itself is: `$PORTAL_PASSWORD`. */
const NAMES_A_VARIABLE = /^\$(?:\{\w+\}|\w+)$/;

const isSecretName = (name: string): boolean => SECRET_NAME.test(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
const isSecretValue = (value: string): boolean => SECRET_VALUES.some((form) => form.test(value));

/**
 * Where in a JSON value somebody has put what looks like a secret: `portal.password`; undefined where nowhere.
 * A heuristic: it catches what people paste by mistake, not who hides something.
 */
export function secretIn(value: unknown): string | undefined {
  const left: { readonly at: readonly string[]; readonly value: unknown }[] = [{ at: [], value }];
  for (let one = left.pop(); one; one = left.pop()) {
    const { at, value: inside } = one;
    if (typeof inside === 'string') {
      const named = isSecretName(at.findLast((name) => !/^\d+$/.test(name)) ?? '');
      if ((named && inside !== '' && !NAMES_A_VARIABLE.test(inside)) || isSecretValue(inside)) return at.join('.');
    } else if (typeof inside === 'object' && inside !== null)
      for (const [name, next] of Object.entries(inside)) left.push({ at: [...at, name], value: next });
  }
  return undefined;
}
