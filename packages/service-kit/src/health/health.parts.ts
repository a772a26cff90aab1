/** One thing that a service depends on. */
export interface HealthPart {
  /** `database`, `redis`, `rabbitmq`: the key in the answer. */
  name: string;
  /** True when the service cannot serve without it; otherwise its loss only degrades. */
  critical: boolean;
  /** Rejects, with a message fit for strangers, when the part does not work; may return facts to show. */
  check(): Promise<Record<string, unknown> | undefined>;
}

/** Parts register here, so that a service shows just those that it has. */
export class HealthParts {
  readonly all: HealthPart[] = [];

  register(part: HealthPart): void {
    this.all.push(part);
  }
}
