/** Bots (RPA and chat agents) and their runs. */
import { bots } from './views/bots/bots.view';
import { overview } from './views/overview/overview.view';
import { runs } from './views/runs/runs.view';

export { AutomationModule } from './automation.module';
export { OfflineBots } from './commands/mark-bot-offline/offline-bots.job';
export { bots, overview, runs };

/** The views of this context, for the projector. */
export const automationViews = [bots, runs, overview];
