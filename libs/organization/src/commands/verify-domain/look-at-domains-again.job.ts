import { timer } from '@annals/platform';
import { DomainLooks } from '../../security/domain-looks.service';

/** Whether verified domains still are whose they were. */
export const lookAtDomainsAgain = timer({
  name: 'look-at-domains-again',
  everyMs: 60_000,
  does:
    ({ ask }) =>
    (now) =>
      ask(DomainLooks).look(now),
});
