import { z } from 'zod';

/** A suspended member is out everywhere, and still listed. */
export const memberStatus = z.enum(['active', 'suspended']);
