import { routes } from '@annals/contracts';
import { command, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { ActivateEmergencyStopCommand } from '../commands/activate-emergency-stop/activate-emergency-stop.handler';
import { liftEmergencyStop } from '../commands/lift-emergency-stop/lift-emergency-stop';
import { fleet } from './fleet';

const { automation } = routes;
const Activate = { Command: ActivateEmergencyStopCommand };
const Lift = command('LiftEmergencyStop', fleet, ofOrganization, liftEmergencyStop);

/** W22: what all runs are stopped of is in the address; it is one decision for all. */
export const emergencyStopCommands = [
  serve(automation.stopOrganizationRuns, Activate, idsAndEffect),
  serve(automation.liftOrganizationStop, Lift, idsAndEffect),
  serve(automation.stopWorkspaceRuns, Activate, idsAndEffect),
  serve(automation.liftWorkspaceStop, Lift, idsAndEffect),
  serve(automation.stopBotRuns, Activate, idsAndEffect),
  serve(automation.liftBotStop, Lift, idsAndEffect),
] as const;
