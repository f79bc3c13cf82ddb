import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { command, effectOf, idsAndEffect, ofOrganization, serve } from '@annals/platform';
import { changeCalendar } from '../commands/change-calendar/change-calendar';
import { defineCalendar } from '../commands/define-calendar/define-calendar';
import { removeCalendar } from '../commands/remove-calendar/remove-calendar';
import { fleet } from './fleet';

const of = routes.automation;

/** Commands about calendars, by their routes. */
export const calendarCommands = [
  serve(of.defineCalendar, command('DefineCalendar', fleet, ofOrganization, defineCalendar), (made, { context }) => ({
    calendarId: uuidV5(context.commandId, 'calendar'),
    ...effectOf(made),
  })),
  serve(of.changeCalendar, command('ChangeCalendar', fleet, ofOrganization, changeCalendar), idsAndEffect),
  serve(of.removeCalendar, command('RemoveCalendar', fleet, ofOrganization, removeCalendar), idsAndEffect),
] as const;
