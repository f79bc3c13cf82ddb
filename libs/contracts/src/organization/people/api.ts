import { z } from 'zod';
import { askedRole, askedRoles, role } from '../../roles';
import { effect, id, instant, page, paged, personal, reason, search, word } from '../../words';

export const MyMembership = z
  .object({ personId: id, roles: z.array(role), permissions: z.array(word()), grantable: z.array(role) })
  .meta({ id: 'MyMembership' });
/** GET …/members; POST …/members/{personId}/roles, /remove; POST …/leave */
/** A suspended member is out everywhere, and still listed. */
export const memberStatus = z.enum(['active', 'suspended']);
export const ListMembers = z.strictObject({
  ...page,
  search,
  role: askedRole.optional(),
  status: memberStatus.optional(),
});
export const Member = z
  .object({
    personId: id,
    userId: id,
    alias: personal,
    email: personal.optional(),
    roles: z.array(role),
    status: memberStatus,
    joinedAt: instant,
    lastActiveAt: instant.nullable(),
  })
  .meta({ id: 'Member' });
export const Members = z.object({ ...paged(Member), total: z.int() }).meta({ id: 'Members' });
export const ChangeMemberRoles = z.strictObject({ roles: askedRoles, reason }).meta({ id: 'ChangeMemberRoles' });
/** An owner may hand the organization over in the same moment: the last one has to. */
export const LeaveOrganization = z
  .strictObject({ handOverTo: id.optional(), reason })
  .meta({ id: 'LeaveOrganization' });
export const MemberEffect = z.object({ personId: id, ...effect }).meta({ id: 'MemberEffect' });
