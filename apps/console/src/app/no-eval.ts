import { z } from 'zod';

// zod compiles schemas with `new Function` where it may; our content security policy forbids it, and even the attempt
// is reported.
z.config({ jitless: true });
