import { granted, organizationEvents } from '@annals/contracts';
import { fold } from '@annals/kernel';
import { foldedOneOfEach, oneOf, unheardOf, withUnknownWords } from '@annals/testing';
import { organization } from './organization';

describe('R13: the state of an organization', () => {
  it('takes an event of every type, also with words of another release (history.md §2)', () => {
    const { types, known, unknown } = foldedOneOfEach(organization);
    expect(types).toHaveLength(Object.keys(organizationEvents).length);
    expect(Object.keys(unknown)).toEqual(Object.keys(known));
  });

  it('keeps a role that another release gave, which lets nobody do anything here', () => {
    const { people } = fold(organization, [withUnknownWords(oneOf('MemberAdded'))]);
    const [member] = people.members.values();
    expect(member?.roles).toEqual([unheardOf.word]);
    expect([...granted(member?.roles ?? [])]).toEqual([]);
  });
});
