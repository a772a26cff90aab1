declare module 'fs-native-extensions' {
  /** Takes a lock on the open file (OFD on Linux) without waiting; `false` when another open file holds it. */
  export function tryLock(fd: number): boolean;
  /** The same, but waits until it is free. */
  export function waitForLock(fd: number): Promise<void>;
}
