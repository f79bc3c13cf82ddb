/** The one list of contexts, and where they meet: what every process makes of it. */
export { contexts, jobs, reactions, timers, views } from './contexts';
export { application } from './application';
/** What was purged after a backup was made is purged again where that is restored. */
export { purgeAgain, PURGES_AGAIN } from '@annals/organization';
/** What an operator says to who asks for one more organization. */
export { answerRequest } from '@annals/identity';
/** What an operator does to an organization's status, and to its seats. */
export { operate, setSeats, type OperatorAct } from '@annals/organization';
