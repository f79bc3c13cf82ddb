import { routes } from '@annals/contracts';
import { idsAndEffect, serve } from '@annals/platform';
import { RemoveDomainCommand } from '../commands/remove-domain/remove-domain.handler';
import { SetDomainModeCommand } from '../commands/set-domain-mode/set-domain-mode.handler';
import { VerifyDomainCommand } from '../commands/verify-domain/verify-domain.handler';

const of = routes.organization;

/** Commands about domains, and joining by them, by their routes. */
export const domainCommands = [
  serve(of.verifyDomain, { Command: VerifyDomainCommand }),
  serve(of.setDomainMode, { Command: SetDomainModeCommand }, idsAndEffect),
  serve(of.removeDomain, { Command: RemoveDomainCommand }, idsAndEffect),
] as const;
