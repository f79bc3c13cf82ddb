import { z } from 'zod';
import { askedRoles, namedRoles } from '../../roles';
import { effect, id } from '../../words';

/** So many people are invited by one list. */
export const BULK_AT_MOST = 500;

/** What a list does with one of its lines. */
export const bulkFate = z.enum([
  'invite',
  'already_member',
  'already_invited',
  'repeated',
  'no_address',
  'no_such_role',
  'role_not_grantable',
  'domain_not_allowed',
  'over_daily_cap',
  'over_seats',
]);
export type BulkFate = z.output<typeof bulkFate>;

const list = {
  /** A file with a column `email`, and `roles` where they differ; or one address in each line. */
  csv: z.string().min(1).max(100_000).meta({ example: 'email\nsomebody@acme.example' }),
  /** Of lines that name none. */
  roles: askedRoles,
};
/** POST …/invitations/bulk/preview */
export const PreviewBulk = z.strictObject(list).meta({ id: 'PreviewBulk' });
export const BulkLine = z
  .object({
    /** Of the file, from 1 on. */
    line: z.int(),
    email: z.string(),
    ...namedRoles,
    /** What would be done with it. */
    does: bulkFate,
  })
  .meta({ id: 'BulkLine' });
export const BulkPreview = z
  .object({
    items: z.array(BulkLine).max(BULK_AT_MOST),
    /** How many would be invited. */
    invites: z.int(),
    /** How many more may be invited today, these not counted. */
    leftToday: z.int(),
    /** How many seats are free then; null where there is no limit. */
    seatsLeft: z.int().nullable(),
  })
  .meta({ id: 'BulkPreview' });
/** POST …/invitations/bulk. `expected`: what the preview said of each line; anything else is refused. */
export const InviteBulk = z
  .strictObject({ ...list, expected: z.array(bulkFate).max(BULK_AT_MOST) })
  .meta({ id: 'InviteBulk' });
export const BulkEffect = z.object({ organizationId: id, invited: z.int(), ...effect }).meta({ id: 'BulkEffect' });
