export { appending, commandsThatIterate, type Appending } from './appends';
export { startPostgres } from './postgres';
export type { TestPostgres } from './postgres';
export { sharedDatabase } from './shared-database';
export type { TestDatabase } from './shared-database';
export { startAnnals, SUPPORT_URL } from './annals';
export { startLater } from './later';
export type { LaterAnnals } from './later';
export type { RunningProcess, TestAnnals, TestMail } from './annals';
export { launchBrowser } from './browser';
export { startFromSources } from './source-process';
export type { SourceProcess } from './source-process';
export { testCertificate } from './certificate';
export type { TestCertificate } from './certificate';
export { publish } from './name-server';
export { scaled } from './scaled';
export { someLetters } from './some-letters';
export { byTurns, isTheirTurn, turn } from './turns';
export { anyStream, write } from './any-stream';
export {
  foldedOneOfEach,
  goldenEvents,
  isEvent,
  oneOf,
  oneOfEach,
  unheardOf,
  withOtherIds,
  withUnknownWords,
} from './golden-events';
export { Died, dyingAt } from './dying-at';
export { say } from './say';
export { ofThisRealm } from './this-realm';
export { canMountDisks, smallDisk } from './small-disk';
export type { SmallDisk } from './small-disk';
export { lampDoused, lampFaded, lampFlared, lampForms, lampHung, lampLent, lampLit } from './lamps';
export type { LampEvent } from './lamps';
