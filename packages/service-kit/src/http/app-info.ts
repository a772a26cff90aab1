/** Who this process is: set once by `runService`, read by health, metrics, logs and events. */
export interface AppInfo {
  /** The service's folder name: `customer-service`. */
  name: string;
  description: string;
  /** Version of the release, from the root package.json. */
  version: string;
  startedAt: Date;
}

export const APP_INFO = Symbol('APP_INFO');
