/** Where pg-boss keeps the jobs of reactions. */
export const JOBS_SCHEMA = 'jobs';

/** The queue of jobs that were given up. */
export const DEAD_LETTERS = 'dead-letters';
