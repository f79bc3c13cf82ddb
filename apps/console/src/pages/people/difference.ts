import { granted, type Permission, permissions, type SystemRole } from '@annals/contracts';
import { inSentence } from '../../format/words';

/** What changes for a person whose roles change. */
export interface Difference {
  gains: readonly Permission[];
  losses: readonly Permission[];
  sentence: (name: string) => string;
}

/** The permissions that come and go between two sets of roles. */
export function difference(before: readonly SystemRole[], after: readonly SystemRole[]): Difference {
  const had = granted(before),
    has = granted(after);
  const gains = [...has.keys()].filter((permission) => !had.has(permission));
  const losses = [...had.keys()].filter((permission) => !has.has(permission));
  const words = (of: readonly Permission[]) => of.map((permission) => inSentence(permissions[permission])).join('; ');
  const sentence = (name: string) => {
    if (gains.length + losses.length === 0) return `${name} may do the same as before.`;
    return [
      gains.length > 0 ? `${name} may then also: ${words(gains)}.` : '',
      losses.length > 0 ? `${name} may no longer: ${words(losses)}.` : '',
    ]
      .filter((each) => each !== '')
      .join(' ');
  };
  return { gains, losses, sentence };
}
