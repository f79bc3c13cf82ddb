import { routes } from '@annals/contracts';
import { idsAndEffect, serve } from '@annals/platform';
import { ActivateEmergencyStopCommand } from '../commands/activate-emergency-stop/activate-emergency-stop.handler';
import { LiftEmergencyStopCommand } from '../commands/lift-emergency-stop/lift-emergency-stop.handler';

const { automation } = routes;
const Activate = { Command: ActivateEmergencyStopCommand };
const Lift = { Command: LiftEmergencyStopCommand };

/** W22: what all runs are stopped of is in the address; it is one decision for all. */
export const emergencyStopCommands = [
  serve(automation.stopOrganizationRuns, Activate, idsAndEffect),
  serve(automation.liftOrganizationStop, Lift, idsAndEffect),
  serve(automation.stopWorkspaceRuns, Activate, idsAndEffect),
  serve(automation.liftWorkspaceStop, Lift, idsAndEffect),
  serve(automation.stopBotRuns, Activate, idsAndEffect),
  serve(automation.liftBotStop, Lift, idsAndEffect),
] as const;
