/** Which link of an invitation somebody holds: read from its token, so that it was minted here. */
export interface InvitationLink {
  readonly organizationId: string;
  readonly invitationId: string;
  readonly generation: number;
}

/** What the secrets of invitation links are minted for; they open nothing else. */
export const invitationPurpose = 'invitation';

/** The id inside a link's token: both ids, so that the stream is found without an index. */
export function linkId({
  organizationId,
  invitationId,
}: Pick<InvitationLink, 'organizationId' | 'invitationId'>): string {
  return `${organizationId}_${invitationId}`;
}

/** The link that a minted id and generation stand for; undefined when the id was not made by `linkId`. */
export function linkOf({
  id,
  generation,
}: {
  readonly id: string;
  readonly generation: number;
}): InvitationLink | undefined {
  const [organizationId, invitationId, ...rest] = id.split('_');
  return organizationId && invitationId && rest.length === 0 ? { organizationId, invitationId, generation } : undefined;
}
