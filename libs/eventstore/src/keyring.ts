/** Where sealing keys come from (`@annals/vault` implements it). Keys are 32 bytes. */
export interface Keyring {
  /**
   * The key of a subject, minted durably at first sight. @throws when the subject's key was destroyed: it never gets
   * another one
   */
  forSubject(scope: string, subject: string): Promise<{ readonly id: string; readonly key: Buffer }>;
  /** Keys by id. @throws a fault when an id is unknown and has no tombstone: that is an alarm, never `Erased` */
  open(ids: readonly string[]): Promise<ReadonlyMap<string, Buffer | 'destroyed'>>;
}
