/** The one list of contexts, and where they meet: what every process makes of it. */
export { contexts, jobs, reactions, timers, views } from './contexts';
export { application } from './application';
