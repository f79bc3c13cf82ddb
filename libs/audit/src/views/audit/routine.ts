/** What goes on all the time, with the words of its sentences: coming and going, the parts of runs, looks at the log. */
const always: Readonly<Record<string, string>> = {
  BotWentOnline: 'reported in: is online',
  BotWentOffline: 'noticed that is offline; it was last heard of on',
  RunStarted: 'started the run',
  RunSucceeded: 'finished the run successfully',
  SyncStarted: 'began to read the source again as it is due',
  AuditViewed: 'looked at the audit log',
  SyncCompleted: 'read the source: characters pages were missed',
};
/** Routine where a machine asked, and an act of theirs where a person did. */
const ofMachines: Readonly<Record<string, string>> = {
  RunRequested: 'requested the run of by hand over the API by a trigger as a retry',
  RunStopped: 'stopped the run',
};

/** Whether an entry is folded unless somebody looks for it. */
export const isRoutine = (type: string, actor: string): boolean =>
  Object.hasOwn(always, type) || (Object.hasOwn(ofMachines, type) && !actor.startsWith('user:'));

/** Whether all entries of a type are. */
export const isAlwaysRoutine = (type: string): boolean => Object.hasOwn(always, type);

/** Types of which some entries are. */
export const routineTypes: readonly string[] = Object.keys({ ...always, ...ofMachines });

/** The types that say a text in every sentence: their entries have no words of their own to look through. */
export function routineSaying(text: string): readonly string[] {
  const said = text.toLowerCase();
  return Object.entries({ ...always, ...ofMachines }).flatMap(([type, words]) =>
    words.toLowerCase().includes(said) ? [type] : [],
  );
}
