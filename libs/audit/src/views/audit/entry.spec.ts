import { AuditEntry } from '@annals/contracts';
import { actorOf, actorThing } from './entry';

/** Nothing that was looked up. */
const labels = { label: () => 'Ada' };
const shown = (actor: string) => AuditEntry.shape.actor.parse(actorOf(actor, 1, labels));

describe('who did it, in the audit log', () => {
  it('is called by their name, and Annals and operators by what they are', () => {
    expect(shown('user:u')).toEqual({ kind: 'user', id: 'u', label: 'Ada' });
    expect(shown('system:mail')).toEqual({ kind: 'system', id: 'mail', label: 'Annals' });
    expect(shown('operator:root')).toEqual({ kind: 'operator', id: 'root', label: 'Operator' });
  });

  it('of a kind that this release does not know is shown by the word of the kind', () => {
    expect(shown('trusted_partner:acme')).toEqual({
      kind: 'trusted_partner',
      id: 'acme',
      label: 'trusted partner acme',
    });
    expect(actorThing('trusted_partner:acme', 1)).toEqual([]);
  });
});
