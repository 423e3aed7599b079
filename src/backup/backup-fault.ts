/** A backup that cannot be made or restored as asked, with words for the one who asked. */
export class BackupFault extends Error {}

/** A backup is not what it says it is: a part of it is missing, cut off or changed. */
export class DamagedBackup extends BackupFault {
  constructor(part: string) {
    super(`The backup is damaged: ${part} is missing or changed`);
  }
}
