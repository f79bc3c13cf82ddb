import { reaction, type Job, type ViewEvent } from '@annals/views';

export const BEGIN_OWN_ORGANIZATION = 'identity.begin-own-organization';

/** A2: whoever leaves or is removed may have belonged to no other organization. */
export const beginOrganizationWhenLastOneEnds = reaction({
  name: 'begin-organization-when-last-one-ends',
  on: { MemberRemoved: (event) => jobFor(event), MemberLeft: (event) => jobFor(event) },
});

function jobFor({ id, organization, data, meta, position }: ViewEvent<'MemberRemoved' | 'MemberLeft'>): readonly Job[] {
  const ended = { organizationId: organization, personId: data.personId, position: String(position.commit) };
  return [
    { queue: BEGIN_OWN_ORGANIZATION, key: id, payload: { ...ended, causedBy: id, correlation: meta.correlationId } },
  ];
}
