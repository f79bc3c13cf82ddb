import { z } from 'zod';
import { id, reason } from '../words';

/** What the URLs of an organization name. */
export const OrganizationParams = z.object({ organizationId: id });
export const MemberParams = z.object({ organizationId: id, personId: id });
export const InvitationParams = z.object({ organizationId: id, invitationId: id });
/** The body of a command that asks for nothing but why. */
export const WithReason = z.strictObject({ reason }).meta({ id: 'WithReason' });
