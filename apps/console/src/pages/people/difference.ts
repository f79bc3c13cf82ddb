import { granted, type OwnRoles, type Permission, permissions, type Role } from '@annals/contracts';
import { inSentence } from '../../format/words';

/** What changes for a person whose roles change. */
export interface Difference {
  gains: readonly Permission[];
  losses: readonly Permission[];
  sentence: (name: string) => string;
}

/** The permissions that come and go between two sets of roles. @param own what the organization's own roles allow */
export function difference(before: readonly Role[], after: readonly Role[], own?: OwnRoles): Difference {
  const had = granted(before, own),
    has = granted(after, own);
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
